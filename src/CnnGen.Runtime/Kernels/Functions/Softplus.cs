using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>log(1 + e^(beta x)) / beta; x itself where beta x is above a threshold.</summary>
/// <remarks>The derivative follows from the operand: sigmoid(beta x), and 1 above the threshold.</remarks>
/// <param name="beta">The factor of x.</param>
/// <param name="threshold">Where it becomes the identity.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Softplus(float beta, float threshold) : IElementFunction
{
    // log(1 + e) = s (a0 + a1 s^2 + ... + a4 s^8) with s = e / (2 + e), for e from 0 to 1: the series of 2 artanh(s), fitted within 8.5e-9.
    private const float A0 = 2.00000001f;
    private const float A1 = 0.666663216f;
    private const float A2 = 0.400245952f;
    private const float A3 = 0.279651577f;
    private const float A4 = 0.281577784f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => Of(x, beta, threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats scaled = at * TFloats.Create(beta);
        return TFloats.Select(TFloats.Less(TFloats.Create(threshold), scaled), dy, dy * Sigmoid.Of(scaled));
    }

    /// <summary>The function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloats Of<TFloats>(TFloats x, float beta, float threshold)
        where TFloats : struct, IFloats<TFloats>
    {
        // max(z, 0) + log(1 + e^-|z|): no exponential overflows.
        TFloats scaled = x * TFloats.Create(beta);
        TFloats e = NegativeExp.Of(-TFloats.Abs(scaled));
        TFloats s = e / (e + TFloats.Create(2));
        TFloats square = s * s;
        TFloats p = TFloats.MultiplyAdd(TFloats.Create(A4), square, TFloats.Create(A3));
        p = TFloats.MultiplyAdd(p, square, TFloats.Create(A2));
        p = TFloats.MultiplyAdd(p, square, TFloats.Create(A1));
        p = TFloats.MultiplyAdd(p, square, TFloats.Create(A0));
        TFloats sum = TFloats.MultiplyAdd(p, s, TFloats.Max(TFloats.Create(0), scaled)) * TFloats.Create(1 / beta);
        return TFloats.Select(TFloats.Less(TFloats.Create(threshold), scaled), x, sum);
    }
}
