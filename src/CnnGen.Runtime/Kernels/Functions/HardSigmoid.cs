using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>min(max(x + 3, 0), 6) / 6.</summary>
/// <remarks>The derivative follows from the value: 1/6 between 0 and 1, else 0.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardSigmoid : IElementFunction
{
    private const float Offset = 3;
    private const float Range = 6;
    private const float Slope = 1f / 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats isInside = TFloats.Less(TFloats.Create(0), at) & TFloats.Less(at, TFloats.Create(1));
        return isInside & (dy * TFloats.Create(Slope));
    }

    /// <summary>The function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloats Of<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> =>
        TFloats.Min(TFloats.Create(Range), TFloats.Max(TFloats.Create(0), x + TFloats.Create(Offset))) * TFloats.Create(Slope);
}
