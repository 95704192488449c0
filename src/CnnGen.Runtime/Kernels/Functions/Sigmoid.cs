using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>exp(x) / (1 + exp(x)) below zero and 1 / (1 + exp(-x)) above: exactly 0.5 at 0, without cancellation on either side, and no exponential overflows.</summary>
/// <remarks>The derivative follows from the value: y (1 - y).</remarks>
public readonly struct Sigmoid : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => dy * at * (TFloats.Create(1) - at);

    /// <summary>The function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloats Of<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats one = TFloats.Create(1);
        TFloats e = NegativeExp.Of(NegativeAbs(x));
        return TFloats.Select(TFloats.Less(x, TFloats.Create(0)), e, one) / (one + e);
    }

    /// <summary>The function, and what it lacks of 1 without cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TFloats Of<TFloats>(TFloats x, out TFloats rest)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats one = TFloats.Create(1);
        TFloats e = NegativeExp.Of(NegativeAbs(x));
        TFloats above = one / (one + e);
        TFloats below = e * above;
        TFloats isNegative = TFloats.Less(x, TFloats.Create(0));
        rest = TFloats.Select(isNegative, above, below);
        return TFloats.Select(isNegative, below, above);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats NegativeAbs<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => x | TFloats.Create(-0f);
}
