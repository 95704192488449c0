using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x * sigmoid(x).</summary>
/// <remarks>The derivative follows from the operand: s (1 + x (1 - s)) with s = sigmoid(x).</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SiLU : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => x * Sigmoid.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats s = Sigmoid.Of(at, out TFloats rest);
        return dy * (s * TFloats.MultiplyAdd(at, rest, TFloats.Create(1)));
    }
}
