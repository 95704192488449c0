using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>min(max(x, least), most); NaN stays NaN.</summary>
/// <remarks>The derivative follows from the operand: 1 from end to end, both ends among them, as that of PyTorch's clamp; 0 where it is NaN.</remarks>
/// <param name="least">The lower end.</param>
/// <param name="most">The upper end.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Clip(float least, float most) : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => TFloats.Min(TFloats.Create(most), TFloats.Max(TFloats.Create(least), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => TFloats.LessOrEqual(TFloats.Create(least), at) & TFloats.LessOrEqual(at, TFloats.Create(most)) & dy;
}
