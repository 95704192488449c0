using CnnGen.Generator.Lowering;

namespace CnnGen.Generator.Kernels;

/// <summary>Kernel names: operation, input shape, output shape, kernel, stride, padding, dilation, groups, what is fused.</summary>
/// <remarks>docs/generated-code.md explains the grammar.</remarks>
internal static class KernelNames
{
    public static string For(Convolve operation)
    {
        ConvGeometry geometry = operation.Geometry;
        string name = IsMatrixVector(operation)
            ? $"Multiply_{operation.X.Channels * operation.X.Height * operation.X.Width}_to_{operation.Y.Channels}"
            : $"Convolve_{Shape(operation.X)}_to_{Shape(operation.Y)}{Window(geometry)}";
        return name + Fused(operation);
    }

    public static string For(WeightGradient operation) => IsMatrixVector(operation.Geometry)
        ? $"MultiplyWeightGradient_{operation.X.Channels * operation.X.Height * operation.X.Width}_to_{operation.Geometry.Filters}"
        : $"ConvolveWeightGradient_{Shape(operation.X)}_to_{Shape(operation.OutputGradient)}{Window(operation.Geometry)}";

    public static string For(string verb, PoolGeometry geometry, Tensor x, Tensor y)
    {
        string kernel = geometry.KernelRows == geometry.KernelColumns ? $"k{geometry.KernelRows}" : $"k{geometry.KernelRows}x{geometry.KernelColumns}";
        string stride = geometry.StrideRows == geometry.StrideColumns ? $"s{geometry.StrideRows}" : $"s{geometry.StrideRows}x{geometry.StrideColumns}";
        return $"{(geometry.Kind == PoolKind.Max ? "MaxPool" : "AvgPool")}{verb}_{Shape(x)}_to_{Shape(y)}_{kernel}_{stride}";
    }

    public static string Shape(Tensor tensor) => tensor.IsVector ? $"{tensor.Channels}" : $"{tensor.Channels}x{tensor.Height}x{tensor.Width}";

    /// <summary>The comment above a convolution's kernel.</summary>
    public static string Summary(Convolve operation, ConvTile tile, VectorWidth width) =>
        $"{operation.X} -> {operation.Y}; {Cost(operation.Geometry)}; tile: {tile.Vectors} vectors of {width.Lanes} filters x {tile.Rows} rows x {tile.Columns} columns";

    public static string Cost(ConvGeometry geometry) => System.FormattableString.Invariant($"{geometry.MultiplyAdds:N0} multiply-adds");

    public static string Fused(Convolve operation)
    {
        string activation = operation.Activation == ActivationKind.None ? "" : $"_{operation.Activation}";
        string pool = operation.Pool is { } geometry ? $"_{(geometry.Kind == PoolKind.Max ? "MaxPool" : "AvgPool")}{geometry.KernelRows}" : "";
        return activation + pool;
    }

    private static bool IsMatrixVector(Convolve operation) => IsMatrixVector(operation.Geometry) && operation.Y.IsVector;

    private static bool IsMatrixVector(ConvGeometry geometry) => geometry is { OutputRows: 1, OutputColumns: 1, Groups: 1, OriginRow: 0, OriginColumn: 0 };

    private static string Window(ConvGeometry geometry)
    {
        string kernel = $"_k{geometry.TapRows}x{geometry.TapColumns}";
        string stride = geometry.StrideRows == 1 && geometry.StrideColumns == 1 ? "" : $"_s{geometry.StrideRows}x{geometry.StrideColumns}";
        string dilation = geometry.DilationRows == 1 && geometry.DilationColumns == 1 ? "" : $"_d{geometry.DilationRows}x{geometry.DilationColumns}";
        string groups = geometry.Groups == 1 ? "" : $"_g{geometry.Groups}";
        string phase = geometry.WritesDensely ? "" : $"_phase{geometry.OutputOriginRow}x{geometry.OutputOriginColumn}";
        return kernel + stride + dilation + groups + phase;
    }
}
