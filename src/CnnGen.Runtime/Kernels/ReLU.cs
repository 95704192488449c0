using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct ReLU : IUnaryFunction
{
    public static Vector512<float> Invoke(Vector512<float> x) =>
        Vector512.MaxNative(Vector512<float>.Zero, x);

    public static Vector256<float> Invoke(Vector256<float> x) =>
        Vector256.MaxNative(Vector256<float>.Zero, x);

    public static Vector128<float> Invoke(Vector128<float> x) =>
        Vector128.MaxNative(Vector128<float>.Zero, x);
}

/// <summary>0 where y &lt;= 0, else dy: where y is NaN the gradient passes, as PyTorch's does.</summary>
internal readonly struct ReLUGradient : IBinaryFunction
{
    public static Vector512<float> Invoke(Vector512<float> y, Vector512<float> dy) =>
        Vector512.AndNot(dy, Vector512.LessThanOrEqual(y, Vector512<float>.Zero));

    public static Vector256<float> Invoke(Vector256<float> y, Vector256<float> dy) =>
        Vector256.AndNot(dy, Vector256.LessThanOrEqual(y, Vector256<float>.Zero));

    public static Vector128<float> Invoke(Vector128<float> y, Vector128<float> dy) =>
        Vector128.AndNot(dy, Vector128.LessThanOrEqual(y, Vector128<float>.Zero));
}
