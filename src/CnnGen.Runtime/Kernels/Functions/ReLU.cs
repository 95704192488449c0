using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>max(x, 0); NaN stays NaN.</summary>
/// <remarks>The derivative follows from the value: 0 where it is not above 0, and 1 where it is NaN, as PyTorch's.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReLU : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => TFloats.Max(TFloats.Create(0), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => TFloats.Select(TFloats.LessOrEqual(at, TFloats.Create(0)), TFloats.Create(0), dy);
}
