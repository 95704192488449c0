using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>exp(x) / (1 + exp(x)) below zero and 1 - sigmoid(-x) above: exactly 0.5 at 0, both sides alike, and no exponential overflows.</summary>
/// <remarks>The derivative follows from the value: y (1 - y).</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Sigmoid : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => dy * at * (TFloats.Create(1) - at);

    /// <summary>The function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloats Of<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => Of(x, out _);

    /// <summary>The function, and what it lacks of 1 without cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloats Of<TFloats>(TFloats x, out TFloats rest)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats one = TFloats.Create(1);
        TFloats e = NegativeExp.Of(x | TFloats.Create(-0f));
        TFloats below = e / (one + e);
        rest = TFloats.SelectBySign(x, one - below, below);
        return TFloats.SelectBySign(x, below, one - below);
    }
}
