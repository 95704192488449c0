using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Kernel names: operation, input shape, output shape, kernel, stride, dilation, padding, groups, what is fused.</summary>
/// <remarks>
/// All networks of an assembly share kernels by their names, so a name states whatever changes the text; what is as one would expect it is
/// left out. docs/generated-code.md explains the grammar.
/// </remarks>
internal static class KernelNames
{
    public static string PlanarConvolve(ConvolveShape shape) =>
        $"Convolve_{Form(shape.X)}_to_{Form(shape.Y)}{Window(shape.Geometry, shape.Y.Size)}{Pack(shape.Pack, shape.Geometry)}{(shape.HasBias ? "_bias" : "")}{Activation(shape.Activation)}";

    public static string Depthwise(string suffix, ConvGeometry geometry, TensorForm x, TensorForm y) =>
        $"Depthwise{suffix}_{Plane(x)}_to_{Plane(y)}{Window(geometry, y.Size)}";

    public static string GroupConvolve(ConvGeometry geometry, TensorForm x, TensorForm y) =>
        $"GroupConvolve_{Form(x)}_to_{Form(y)}{Window(geometry, y.Size)}";

    /// <summary>A pooling's name.</summary>
    /// <param name="suffix">What is computed for it.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="x">The input's form, or that of its planes, as part of a name.</param>
    /// <param name="y">The output's.</param>
    public static string Pool(string suffix, PoolGeometry geometry, string x, string y)
    {
        string verb = Verb(geometry) + suffix;
        if (!geometry.Axes.All(static axis => axis.Parts == 0))
        {
            // The windows follow from the sizes.
            return $"Adaptive{verb}_{x}_to_{y}";
        }

        PerAxis<int> before = geometry.Axes.Select(static axis => axis.Before);
        PerAxis<int> after = geometry.Axes.Select(static axis => axis.After);
        string padding = before == default && after == default ? "" : $"_p{Signed(before)}{(after == before ? "" : $"_{Signed(after)}")}";
        string dilation = geometry.IsDense ? "" : $"_d{Sizes(geometry.Dilation)}";
        return $"{verb}_{x}_to_{y}_k{Sizes(geometry.Kernel)}_s{Sizes(geometry.Stride)}{dilation}{padding}";
    }

    /// <summary>A tensor's shape, and what is not usual about where its elements lie.</summary>
    public static string Form(TensorForm tensor) =>
        $"{Shape(tensor)}{(tensor.IsPlanar ? "p" : "")}{(tensor.Border.IsEmpty ? "" : $"b{Margins(tensor.Border.Axes)}")}{(tensor.Groups == 1 ? "" : $"g{Number(tensor.Groups)}")}";

    /// <summary>A tensor's planes, of a kernel that is told how many there are.</summary>
    public static string Plane(TensorForm tensor) => $"{tensor.Size.Text()}{(tensor.IsPlanar ? "p" : "")}{(tensor.Border.IsEmpty ? "" : $"b{Margins(tensor.Border.Axes)}")}";

    /// <summary>The planes of further tensors of a kernel, but for those that lie like the first.</summary>
    public static string OtherPlanes(TensorForm first, params TensorForm[] others) =>
        others.All(other => other == first) ? "" : string.Concat(others.Select(other => "_" + Plane(other)));

    /// <summary>Further tensors of a kernel, but for those that lie like the first.</summary>
    public static string Others(TensorForm first, params TensorForm[] others) =>
        others.All(other => other == first) ? "" : string.Concat(others.Select(other => "_" + Form(other)));

    public static string Shape(TensorForm tensor) => tensor.IsVector ? Number(tensor.Channels) : $"{Number(tensor.Channels)}x{tensor.Size.Text()}";

    public static string Activation(ElementFunction? function) => function is null ? "" : "_" + function.Name;

    /// <summary>The function, and where what it takes is stored too.</summary>
    public static string Activation(KernelActivation? activation) =>
        Activation(activation?.Function) + (activation?.Operand is { } operand ? "_of_" + Form(operand) : "");

    /// <summary>The same of a kernel that is told how many planes there are.</summary>
    public static string ActivationOfPlanes(KernelActivation? activation) =>
        Activation(activation?.Function) + (activation?.Operand is { } operand ? "_of_" + Plane(operand) : "");

    /// <summary>The same of a kernel that is told where its results lie.</summary>
    public static string Activation(ChannelActivation? activation) => Activation(activation?.Function) + (activation is { KeepsOperand: true } ? "_kept" : "");

    public static string Cost(ConvGeometry geometry) => FormattableString.Invariant($"{geometry.MultiplyAdds:N0} multiply-adds");

    private static string Verb(PoolGeometry pool) => pool.Kind switch
    {
        PoolKind.Max => "MaxPool",
        PoolKind.Average => "AvgPool",
        PoolKind.Norm => $"L{Number(pool.Norm)}Pool",
        _ => "PaddedAvgPool",
    };

    private static string Window(ConvGeometry geometry, PerAxis<int> y)
    {
        PerAxis<AxisGeometry> axes = geometry.Axes;
        PerAxis<int> padding = axes.Select(static axis => -axis.Origin);
        string stride = axes.All(static axis => axis.Stride == 1) ? "" : $"_s{axes.Select(static axis => axis.Stride).Text()}";
        string dilation = axes.All(static axis => axis.Dilation == 1) ? "" : $"_d{axes.Select(static axis => axis.Dilation).Text()}";
        string before = padding == default ? "" : $"_p{Signed(padding)}";
        string groups = geometry.Groups == 1 ? "" : $"_g{Number(geometry.Groups)}";
        string phase = geometry.WritesDensely ? ""
            : $"_phase{axes.Select(static axis => axis.OutputOrigin).Text(absent: 0)}of{axes.Select(static axis => axis.OutputStep).Text()}";
        string outputs = geometry.Outputs == y ? "" : $"_o{geometry.Outputs.Text()}";
        return $"_k{geometry.Kernel.Text()}{stride}{dilation}{before}{groups}{phase}{outputs}";
    }

    // Weights in the order that the convolution's tile asks for are the rule.
    private static string Pack(PackShape pack, ConvGeometry geometry) => pack == PackShape.For(geometry) ? "" : $"_t{Number(pack.Tile)}";

    /// <summary>One number where all axes that there are have it.</summary>
    private static string Sizes(PerAxis<int> sizes) =>
        sizes.Rows == sizes.Columns && (sizes.Depth == 1 || sizes.Depth == sizes.Rows) ? Number(sizes.Rows) : sizes.Text();

    private static string Signed(PerAxis<int> numbers) => string.Join("x", Told(numbers.Depth == 0, numbers).Select(Signed));

    // A name has no minus.
    private static string Signed(int number) => number < 0 ? "m" + Number(-number) : Number(number);

    private static string Margins(PerAxis<Margin> margins)
    {
        List<Margin> told = Told(margins.Depth == default, margins).ToList();
        return told.All(margin => margin == new Margin(told[0].Before, told[0].Before))
            ? Number(told[0].Before) + (told.Count == 3 ? "d" : "")
            : string.Join("x", told.Select(margin => Number(margin.Before) + "_" + Number(margin.After)));
    }

    private static IEnumerable<T> Told<T>(bool isFlat, PerAxis<T> values) => values.Each.Skip(isFlat ? 1 : 0);
}
