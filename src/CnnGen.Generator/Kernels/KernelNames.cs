using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Kernel names: operation, input shape, output shape, kernel, stride, padding, dilation, groups, what is fused.</summary>
/// <remarks>docs/generated-code.md explains the grammar.</remarks>
internal static class KernelNames
{
    public static string Convolve(ConvolveShape shape)
    {
        ConvGeometry geometry = shape.Geometry;
        string name = geometry.IsMatrixVector && shape.Y.IsVector
            ? $"Multiply_{Elements(shape.X)}_to_{shape.Y.Channels}"
            : $"Convolve_{Shape(shape.X)}_to_{Shape(shape.Y)}{Window(geometry)}";
        string activation = shape.Activation == ActivationKind.None ? "" : $"_{shape.Activation}";
        string pool = shape.Pool is { } window ? $"_{Verb(window)}{Number(window.Kernel.Rows)}" : "";
        return name + activation + pool;
    }

    public static string WeightGradient(ConvGeometry geometry, TensorForm x, TensorForm outputGradient) => geometry.IsMatrixVector
        ? $"MultiplyWeightGradient_{Elements(x)}_to_{geometry.Filters}"
        : $"ConvolveWeightGradient_{Shape(x)}_to_{Shape(outputGradient)}{Window(geometry)}";

    public static string Depthwise(string suffix, ConvGeometry geometry, TensorForm x, TensorForm y) =>
        $"Depthwise{suffix}_{Shape(x)}_to_{Shape(y)}{Window(geometry with { Groups = 1 })}";

    public static string Pool(string suffix, PoolGeometry geometry, TensorForm x, TensorForm y) =>
        $"{Verb(geometry)}{suffix}_{Shape(x)}_to_{Shape(y)}_k{Sizes(geometry.Kernel)}_s{Sizes(geometry.Stride)}";

    public static string Shape(TensorForm tensor) => tensor.IsVector ? $"{tensor.Channels}" : $"{tensor.Channels}x{tensor.Size.Text()}";

    public static string Cost(ConvGeometry geometry) => System.FormattableString.Invariant($"{geometry.MultiplyAdds:N0} multiply-adds");

    private static string Verb(PoolGeometry geometry) => geometry.Kind == PoolKind.Max ? "MaxPool" : "AvgPool";

    private static int Elements(TensorForm tensor) => tensor.Channels * tensor.Size.Product();

    private static string Window(ConvGeometry geometry)
    {
        PerAxis<AxisGeometry> axes = geometry.Axes;
        string stride = axes.All(static axis => axis.Stride == 1) ? "" : $"_s{axes.Select(static axis => axis.Stride).Text()}";
        string dilation = axes.All(static axis => axis.Dilation == 1) ? "" : $"_d{axes.Select(static axis => axis.Dilation).Text()}";
        string groups = geometry.Groups == 1 ? "" : $"_g{geometry.Groups}";
        string phase = geometry.WritesDensely ? "" : $"_phase{axes.Select(static axis => axis.OutputOrigin).Text(absent: 0)}";
        return $"_k{geometry.Kernel.Text()}{stride}{dilation}{groups}{phase}";
    }

    /// <summary>One number where all axes that there are have it.</summary>
    private static string Sizes(PerAxis<int> sizes) =>
        sizes.Rows == sizes.Columns && (sizes.Depth == 1 || sizes.Depth == sizes.Rows) ? Number(sizes.Rows) : sizes.Text();
}
