using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x * min(max(x + 3, 0), 6) / 6.</summary>
/// <remarks>The derivative follows from the operand: 0 below -3, x / 3 + 1/2 from there on, and 1 from 3 on.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardSwish : IElementFunction
{
    private const float End = 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => x * HardSigmoid.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats inside = dy * TFloats.MultiplyAdd(at, TFloats.Create(1f / End), TFloats.Create(0.5f));
        TFloats notBelow = TFloats.Select(TFloats.Less(at, TFloats.Create(End)), inside, dy);
        return TFloats.Select(TFloats.Less(at, TFloats.Create(-End)), TFloats.Create(0), notBelow);
    }
}
