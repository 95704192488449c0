using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x (1 + tanh(u)) / 2 = x * sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3).</summary>
/// <remarks>Hendrycks and Gimpel 2016, "Gaussian Error Linear Units", the approximation. The derivative follows from the operand: s + x s (1 - s) 2 u' with s = sigmoid(2 u).</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TanhGELU : IElementFunction
{
    // 2 sqrt(2 / pi)
    private const float Factor = 1.59576912f;
    private const float Cubic = 0.044715f;

    // Far beyond where the sigmoid is 0 or 1: a square that is infinite would make its slope none.
    private const float LargestSquare = 1e30f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => x * Sigmoid.Of(x * Inner(x, Cubic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats s = Sigmoid.Of(at * Inner(at, Cubic), out TFloats rest);
        TFloats slope = s * rest * Inner(at, 3 * Cubic);
        return dy * TFloats.MultiplyAdd(at, slope, s);
    }

    /// <summary>2 sqrt(2 / pi) (1 + cubic x^2)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Inner<TFloats>(TFloats x, float cubic)
        where TFloats : struct, IFloats<TFloats> =>
        TFloats.MultiplyAdd(TFloats.Min(TFloats.Create(LargestSquare), x * x), TFloats.Create(Factor * cubic), TFloats.Create(Factor));
}
