using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>1 / (1 + exp(-x)).</summary>
internal readonly struct Sigmoid : IUnaryFunction
{
    public static Vector512<float> Invoke(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-x));

    public static Vector256<float> Invoke(Vector256<float> x) =>
        Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-x));

    public static Vector128<float> Invoke(Vector128<float> x) =>
        Vector128<float>.One / (Vector128<float>.One + Vector128.Exp(-x));
}

/// <summary>dy y (1 - y).</summary>
internal readonly struct SigmoidGradient : IBinaryFunction
{
    public static Vector512<float> Invoke(Vector512<float> y, Vector512<float> dy) =>
        dy * y * (Vector512<float>.One - y);

    public static Vector256<float> Invoke(Vector256<float> y, Vector256<float> dy) =>
        dy * y * (Vector256<float>.One - y);

    public static Vector128<float> Invoke(Vector128<float> y, Vector128<float> dy) =>
        dy * y * (Vector128<float>.One - y);
}
