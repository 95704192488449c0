using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x * P(x), where P is the normal distribution: x (1 + erf(x / sqrt(2))) / 2.</summary>
/// <remarks>The derivative follows from the operand: P(x) + x p(x), where p is the density.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GELU : IElementFunction
{
    private const float DensityAtZero = 0.398942280f;

    // P(-x) = e^(-x^2 / 2) t (a0 + a1 t + ... + a8 t^8) / 2 with t = 1 / (1 + 0.3 x / sqrt(2)), for x from 0 to 13, beyond which P(-x) is no float.
    // The polynomial is fitted to e^(z^2) erfc(z) / t with z = x / sqrt(2), within 2e-8.
    private const float Rate = 0.212132034f;
    private const float A0 = 0.169175103f;
    private const float A1 = 0.170914156f;
    private const float A2 = 0.147045419f;
    private const float A3 = 0.219567115f;
    private const float A4 = -0.104712141f;
    private const float A5 = 0.561246202f;
    private const float A6 = -0.523314656f;
    private const float A7 = 0.490571598f;
    private const float A8 = -0.130492816f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => x * Distribution(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats distribution = Distribution(at, out TFloats bell);
        return dy * TFloats.MultiplyAdd(at * TFloats.Create(DensityAtZero), bell, distribution);
    }

    /// <summary>The normal distribution; without cancellation on either side.</summary>
    /// <param name="x">Deviations from the mean.</param>
    /// <param name="bell">e^(-x^2 / 2)</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Distribution<TFloats>(TFloats x, out TFloats bell)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats one = TFloats.Create(1);
        bell = NegativeExp.Of(x * x * TFloats.Create(-0.5f));
        TFloats t = one / TFloats.MultiplyAdd(TFloats.Abs(x), TFloats.Create(Rate), one);
        TFloats p = TFloats.MultiplyAdd(TFloats.Create(A8), t, TFloats.Create(A7));
        p = TFloats.MultiplyAdd(p, t, TFloats.Create(A6));
        p = TFloats.MultiplyAdd(p, t, TFloats.Create(A5));
        p = TFloats.MultiplyAdd(p, t, TFloats.Create(A4));
        p = TFloats.MultiplyAdd(p, t, TFloats.Create(A3));
        p = TFloats.MultiplyAdd(p, t, TFloats.Create(A2));
        p = TFloats.MultiplyAdd(p, t, TFloats.Create(A1));
        p = TFloats.MultiplyAdd(p, t, TFloats.Create(A0));
        TFloats tail = p * t * bell * TFloats.Create(0.5f);
        return TFloats.Select(TFloats.Less(x, TFloats.Create(0)), tail, one - tail);
    }
}
