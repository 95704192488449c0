using System.Globalization;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>One weight row of a tile: where its input and its weights lie.</summary>
internal readonly record struct WeightRow(long Input, long Weights);

/// <summary>The inner part of gradients by weights: a tile of weight rows that stays in registers over all samples and pixels.</summary>
/// <remarks>How many pixels there are and how far it is from row to row are arguments, so that convolutions of many shapes share a tile.</remarks>
/// <param name="Rows">The weight rows, from the first on.</param>
/// <param name="Vectors">Vectors of filters: one or two.</param>
/// <param name="ColumnStep">Floats between the inputs of neighbouring pixels of a row.</param>
/// <param name="Splits">Neighbouring pixels with sums of their own.</param>
/// <param name="HasSlices">Whether there are slices.</param>
internal sealed record WeightGradientTileKernel(EquatableArray<WeightRow> Rows, int Vectors, int ColumnStep, int Splits, bool HasSlices) : Kernel
{
    public override string Name
    {
        get
        {
            string column = ColumnStep == Tensor.Block ? "" : $"_x{Number(ColumnStep)}";
            return $"WeightGradientTile_{Number(Rows.Count)}{(Vectors == 1 ? "" : $"x{Number(Vectors)}")}{RowNames}{column}{(Splits == 1 ? "" : $"_split{Number(Splits)}")}{(HasSlices ? "_3d" : "")}";
        }
    }

    public override bool IsCalledByPrograms => false;

    // Rows side by side are the rule; others are told by a hash of where they lie.
    private string RowNames
    {
        get
        {
            long input = Rows.Count > 1 ? Rows[1].Input : 0;
            long weights = Rows.Count > 1 ? Rows[1].Weights : 0;
            return Rows.Select((row, index) => row == new WeightRow(index * input, index * weights)).All(static isRegular => isRegular)
                ? $"_c{Number(input)}_w{Number(weights)}"
                : "_at" + StableHash.Of(string.Join(" ", Rows.Select(static row => $"{Number(row.Input)} {Number(row.Weights)}"))).ToString("x16", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Whether the second vector lies in another block of 16 filters.</summary>
    public bool IsAcross(VectorWidth width) => Vectors > 1 && width.Lanes == Tensor.Block;

    public override void Write(KernelWriter kernel) => kernel.Main(
        $"ref float x, ref float dy, ref float dw, int samples, int sampleStride, {(IsAcross(kernel.Width) ? "int planeStep, " : "")}{(HasSlices ? "int slices, int sliceStep, int outputSliceStep, " : "")}int rows, int rowStep, int outputRowStep, int columns",
        $"{Number(Rows.Count)} weight rows of {Number(kernel.Width.Lanes * Vectors)} filters",
        writer => WriteTile(writer, kernel.Width));

    private void WriteTile(CodeWriter writer, VectorWidth width)
    {
        (int Row, int Vector)[] sums = [.. Enumerable.Range(0, Rows.Count * Vectors).Select(sum => (sum / Vectors, sum % Vectors))];
        for (int split = 0; split < Splits; split++)
        {
            writer.Line($"{Vector} {string.Join(", ", sums.Select(sum => $"{Sum(sum.Row, sum.Vector, split)} = {width.Zero()}"))};");
        }

        if (Vectors > 1)
        {
            writer.Line($"{Vector} e;");
        }

        writer.Line("for (int sample = 0; sample < samples; sample++)");
        if (HasSlices)
        {
            writer.Line("for (int slice = 0; slice < slices; slice++)");
        }

        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            string slice = HasSlices ? " + (slice * sliceStep)" : "";
            string outputSlice = HasSlices ? " + (slice * outputSliceStep)" : "";
            writer.Line($"ref float xp = ref Unsafe.Add(ref x, ((nint)sample * sampleStride){slice} + (row * rowStep));");
            writer.Line($"ref float dp = ref Unsafe.Add(ref dy, ((nint)sample * sampleStride){outputSlice} + (row * outputRowStep));");
            using (writer.Block($"for (int column = 0; column < columns; {(Splits == 1 ? "column++" : $"column += {Number(Splits)}")})"))
            {
                for (int split = 0; split < Splits; split++)
                {
                    for (int vector = 0; vector < Vectors; vector++)
                    {
                        long offset = (long)split * Tensor.Block;
                        string load = vector == 0 ? width.Load("dp", offset)
                            : IsAcross(width) ? $"LoadUnsafe({At("dp", offset, " + planeStep")})"
                            : width.Load("dp", offset + width.Lanes);
                        writer.Line($"{(split == 0 ? $"{Vector} " : "")}gradient{Number(vector)} = {load};");
                    }

                    for (int row = 0; row < Rows.Count; row++)
                    {
                        string element = width.Broadcast("xp", Rows[row].Input + ((long)split * ColumnStep));
                        if (Vectors > 1)
                        {
                            writer.Line($"e = {element};");
                            element = "e";
                        }

                        for (int vector = 0; vector < Vectors; vector++)
                        {
                            string sum = Sum(row, vector, split);
                            writer.Line($"{sum} = {width.MultiplyAdd("gradient" + Number(vector), element, sum)};");
                        }
                    }
                }

                writer.Line($"xp = {At("xp", (long)Splits * ColumnStep)};");
                writer.Line($"dp = {At("dp", (long)Splits * Tensor.Block)};");
            }
        }

        foreach ((int row, int vector) in sums)
        {
            string total = string.Join(" + ", Enumerable.Range(0, Splits).Select(split => Sum(row, vector, split)));
            writer.Line(width.Store(total, "dw", Rows[row].Weights + (vector * width.Lanes)));
        }
    }

    private static string Sum(int row, int vector, int split) =>
        "w" + Number(row) + (vector == 0 ? "" : "_" + Number(vector)) + (split == 0 ? "" : "s" + Number(split));
}
