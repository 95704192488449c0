using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>tanh(x) = -m / (2 + m) with x's sign, where m = exp(-2 |x|) - 1, which is as exact near zero as elsewhere.</summary>
/// <remarks>The derivative follows from the value: 1 - y^2.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tanh : IElementFunction
{
    // Twice where the function is 1 for floats.
    private const float LowestExponent = -20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x)
    {
        TFloats sign = TFloats.Create(-0f);
        TFloats negative = x | sign;
        TFloats m = NegativeExp.MinusOneNearZero(TFloats.Max(TFloats.Create(LowestExponent), negative + negative));
        return TFloats.Abs(m / (TFloats.Create(2) + m)) | (x & sign);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => dy * (TFloats.Create(1) - (at * at));
}
