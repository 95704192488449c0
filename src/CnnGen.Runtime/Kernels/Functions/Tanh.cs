using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>tanh(x) = (1 - exp(-2 x)) / (1 + exp(-2 x)) with x's sign away from zero, and its Taylor series to x^9 near it, where the difference would cancel.</summary>
/// <remarks>The derivative follows from the value: 1 - y^2.</remarks>
public readonly struct Tanh : IElementFunction
{
    // Below this the series' first missing term, 1382/155925 x^11, is less than half an ulp of the result.
    private const float SeriesEnd = 0.25f;
    private const float C3 = -1f / 3;
    private const float C5 = 2f / 15;
    private const float C7 = -17f / 315;
    private const float C9 = 62f / 2835;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x)
    {
        TFloats sign = x & TFloats.Create(-0f);
        TFloats size = x ^ sign;
        TFloats square = size * size;
        TFloats series = TFloats.MultiplyAdd(square, TFloats.Create(C9), TFloats.Create(C7));
        series = TFloats.MultiplyAdd(square, series, TFloats.Create(C5));
        series = TFloats.MultiplyAdd(square, series, TFloats.Create(C3));
        series = TFloats.MultiplyAdd(square * size, series, size);
        TFloats e = NegativeExp.Of(-(size + size));
        TFloats one = TFloats.Create(1);
        TFloats far = (one - e) / (one + e);
        return TFloats.Select(TFloats.Less(size, TFloats.Create(SeriesEnd)), series, far) | sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => dy * (TFloats.Create(1) - (at * at));
}
