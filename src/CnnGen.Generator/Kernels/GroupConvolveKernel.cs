using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A convolution in groups of four or eight channels, several of which lie side by side in a vector of outputs.</summary>
/// <remarks>
/// An input channel of each of the vector's groups, in all lanes of that group, is multiplied with that channel's weights for the group's filters.
/// The kernel walks blocks of channels and rows; <see cref="GroupConvolveRow"/> writes the method that goes over a row.
/// </remarks>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="Pack">The order of the weights: the groups', one after the other.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
/// <param name="HasBias">Whether each filter adds a constant.</param>
/// <param name="Activation">Applied to the sums before they are stored, or to a row of them right behind; or null.</param>
internal sealed record GroupConvolveKernel(ConvGeometry Geometry, PackShape Pack, TensorForm X, TensorForm Y, bool HasBias, KernelActivation? Activation) : Kernel
{
    public override string Name => KernelNames.GroupConvolve(Geometry, X, Y) + (HasBias ? "_bias" : "") + KernelNames.Activation(Activation);

    /// <summary>Whether threads share it.</summary>
    public bool IsShared => Share.IsWorth(Geometry.MultiplyAdds);

    public override void Write(KernelWriter kernel) => kernel.Main(
        Operands(HasBias, Activation) + (IsShared ? Share.Parameters : ""),
        $"{X} -> {Y}; {KernelNames.Cost(Geometry)}",
        writer => WriteRows(writer, kernel));

    private void WriteRows(CodeWriter writer, KernelWriter kernel)
    {
        GroupConvolveRow rows = new(Geometry, X, HasBias, Activation.InRegisters(), kernel.Width);
        string method = kernel.Add("_Row", rows.Parameters, "a vector of channels, all columns of a row", rows.Write);
        int groups = Tensor.Block / Geometry.Channels;
        (string sumsName, TensorForm sums) = Activation.Stored(Y);
        using CodeWriter.LoopBlock plane = IsShared ? writer.SharedLoop("plane", Y.Planes) : writer.Loop("plane", Y.Planes);
        using LoopNest row = writer.Nest("", Geometry.Outputs with { Columns = 1 });
        using (CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / kernel.Width.Lanes))
        {
            string input = At("x", Geometry.InputOrigin(X), plane.Times(X.PlaneStride), row.Times(Geometry.InputStep(X)), rows.InputOf(part));
            string weights = At("w", 0, plane.Times((long)groups * Pack.TileLength), rows.FiltersOf(part, Pack.TileLength));
            string bias = HasBias ? At("b", 0, plane.Times((long)groups * Pack.Tile), rows.FiltersOf(part, Pack.Tile)) + ", " : "";
            string output = At(sumsName, sums.Origin, plane.Times(sums.PlaneStride), row.Times(sums.Step), part.Times(kernel.Width.Lanes));
            string slopes = ActivationText.HasSlopes(rows.Activation) ? ", " + ActivationText.SlopesOf(rows.Activation, "s", plane.Times(Tensor.Block), part.Times(kernel.Width.Lanes)) : "";
            writer.Line($"{method}({input}, {weights}, {bias}{output}{slopes});");
        }

        if (Activation.OverMemory() is { } function)
        {
            function.WriteOver(writer, kernel.Width, new StoredRow(Row(sumsName, sums), Row("y", Y), ActivationText.SlopesOf(function, "s", plane.Times(Tensor.Block)), Number(Geometry.Outputs.Columns), Number(Y.Step.Columns)));
        }

        string Row(string name, TensorForm form) => At(name, form.Origin, plane.Times(form.PlaneStride), row.Times(form.Step));
    }
}
