using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x where it is above 0, else slope * x.</summary>
/// <remarks>The derivative follows from the value where the slope is not negative, and else from the operand: slope at 0.</remarks>
/// <param name="slope">The factor of what is not above 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LeakyReLU(float slope) : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => TFloats.Select(TFloats.Less(TFloats.Create(0), x), x, x * TFloats.Create(slope));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => TFloats.Select(TFloats.Less(TFloats.Create(0), at), dy, dy * TFloats.Create(slope));
}
