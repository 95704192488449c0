using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>x * tanh(log(1 + e^x)).</summary>
/// <remarks>The derivative follows from the operand: t + x (1 - t^2) sigmoid(x) with t = tanh(log(1 + e^x)).</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Mish : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x)
    {
        Parts(x, out _, out TFloats numerator, out TFloats rest);
        return x * (numerator / (numerator + rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy)
    {
        TFloats e = Parts(at, out TFloats isNegative, out TFloats numerator, out TFloats rest);
        TFloats one = TFloats.Create(1);
        TFloats denominator = numerator + rest;
        TFloats t = numerator / denominator;

        // 1 - t^2 without cancellation.
        TFloats slope = rest * (denominator + numerator) / (denominator * denominator);
        TFloats sigmoid = TFloats.Select(isNegative, e, one) / (one + e);
        return dy * TFloats.MultiplyAdd(at, slope * sigmoid, t);
    }

    /// <summary>t = numerator / (numerator + rest): (e^2 + 2 e) / (e^2 + 2 e + 2) with e = e^x below zero, and both by e^2 above, where it would overflow.</summary>
    /// <returns>e^-|x|</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Parts<TFloats>(TFloats x, out TFloats isNegative, out TFloats numerator, out TFloats rest)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats two = TFloats.Create(2);
        TFloats e = NegativeExp.Of(-TFloats.Abs(x));
        isNegative = TFloats.Less(x, TFloats.Create(0));
        numerator = TFloats.Select(isNegative, e * (e + two), TFloats.MultiplyAdd(e, two, TFloats.Create(1)));
        rest = TFloats.Select(isNegative, two, two * e * e);
        return e;
    }
}
