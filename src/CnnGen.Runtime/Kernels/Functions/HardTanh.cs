using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>min(max(x, least), most); NaN stays NaN.</summary>
/// <remarks>The derivative follows from the value: 0 at both ends and beyond, and 1 where it is NaN, as PyTorch's Hardtanh.</remarks>
/// <param name="least">The lower end.</param>
/// <param name="most">The upper end.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardTanh(float least, float most) : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => TFloats.Min(TFloats.Create(most), TFloats.Max(TFloats.Create(least), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats isOutside = TFloats.LessOrEqual(at, TFloats.Create(least)) | TFloats.LessOrEqual(TFloats.Create(most), at);
        return TFloats.Select(isOutside, TFloats.Create(0), dy);
    }
}
