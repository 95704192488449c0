using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x / (1 + |x|).</summary>
/// <remarks>The derivative follows from the value: (1 - |y|)^2.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Softsign : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => x / (TFloats.Create(1) + TFloats.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats rest = TFloats.Create(1) - TFloats.Abs(at);
        return dy * (rest * rest);
    }
}
