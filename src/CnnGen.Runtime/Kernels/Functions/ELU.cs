using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x * above where it is not below 0, else below * (e^(x * rate) - 1): ELU, CELU and SELU.</summary>
/// <remarks>The derivative follows from the value: above where that is above 0, else rate * (y + below).</remarks>
/// <param name="below">What the function falls to, with another sign.</param>
/// <param name="rate">How fast it does.</param>
/// <param name="above">The slope above 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ELU(float below, float rate, float above) : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x)
    {
        TFloats negative = NegativeExp.MinusOne(TFloats.Min(TFloats.Create(0), x * TFloats.Create(rate))) * TFloats.Create(below);
        return TFloats.Select(TFloats.Less(x, TFloats.Create(0)), negative, x * TFloats.Create(above));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats negative = dy * (TFloats.Create(rate) * (at + TFloats.Create(below)));
        return TFloats.Select(TFloats.LessOrEqual(at, TFloats.Create(0)), negative, dy * TFloats.Create(above));
    }
}
