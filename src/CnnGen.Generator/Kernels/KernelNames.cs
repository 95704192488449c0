using CnnGen.Generator.Lowering;

namespace CnnGen.Generator.Kernels;

/// <summary>Kernel names: operation, input shape, output shape, kernel, stride, padding, dilation, groups, what is fused.</summary>
/// <remarks>docs/generated-code.md explains the grammar.</remarks>
internal static class KernelNames
{
    public static string Convolve(ConvolveShape shape)
    {
        ConvGeometry geometry = shape.Geometry;
        string name = IsMatrixVector(geometry) && shape.Y.IsVector
            ? $"Multiply_{Elements(shape.X)}_to_{shape.Y.Channels}"
            : $"Convolve_{Shape(shape.X)}_to_{Shape(shape.Y)}{Window(geometry)}";
        string activation = shape.Activation == ActivationKind.None ? "" : $"_{shape.Activation}";
        string pool = shape.Pool is { } window ? $"_{Verb(window)}{window.KernelRows}" : "";
        return name + activation + pool;
    }

    public static string WeightGradient(ConvGeometry geometry, TensorForm x, TensorForm outputGradient) => IsMatrixVector(geometry)
        ? $"MultiplyWeightGradient_{Elements(x)}_to_{geometry.Filters}"
        : $"ConvolveWeightGradient_{Shape(x)}_to_{Shape(outputGradient)}{Window(geometry)}";

    public static string Pool(string suffix, PoolGeometry geometry, TensorForm x, TensorForm y)
    {
        string kernel = geometry.KernelRows == geometry.KernelColumns ? $"k{geometry.KernelRows}" : $"k{geometry.KernelRows}x{geometry.KernelColumns}";
        string stride = geometry.StrideRows == geometry.StrideColumns ? $"s{geometry.StrideRows}" : $"s{geometry.StrideRows}x{geometry.StrideColumns}";
        return $"{Verb(geometry)}{suffix}_{Shape(x)}_to_{Shape(y)}_{kernel}_{stride}";
    }

    public static string Shape(TensorForm tensor) => tensor.IsVector ? $"{tensor.Channels}" : $"{tensor.Channels}x{tensor.Height}x{tensor.Width}";

    public static string Cost(ConvGeometry geometry) => System.FormattableString.Invariant($"{geometry.MultiplyAdds:N0} multiply-adds");

    private static string Verb(PoolGeometry geometry) => geometry.Kind == PoolKind.Max ? "MaxPool" : "AvgPool";

    private static int Elements(TensorForm tensor) => tensor.Channels * tensor.Height * tensor.Width;

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
