using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>exp(x) / (1 + exp(x)) below zero and 1 - sigmoid(-x) above: exactly 0.5 at 0, both sides alike, and no exponential overflows.</summary>
internal readonly struct Sigmoid : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x)
    {
        Vector512<float> e = NegativeExp.Of(-Vector512.Abs(x));
        Vector512<float> below = e / (Vector512<float>.One + e);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), below, Vector512<float>.One - below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        Vector256<float> e = NegativeExp.Of(-Vector256.Abs(x));
        Vector256<float> below = e / (Vector256<float>.One + e);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), below, Vector256<float>.One - below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Invoke(Vector128<float> x)
    {
        Vector128<float> e = NegativeExp.Of(-Vector128.Abs(x));
        Vector128<float> below = e / (Vector128<float>.One + e);
        return Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<float>.Zero), below, Vector128<float>.One - below);
    }
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
