using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>tanh(x) = (1 - exp(-2 x)) / (1 + exp(-2 x)) with x's sign away from zero, and its Taylor series to x^9 near it, where the difference would cancel.</summary>
internal readonly struct Tanh : IUnaryFunction
{
    // Below this the series' first missing term, 1382/155925 x^11, is less than half an ulp of the result.
    private const float SeriesEnd = 0.25f;
    private const float C3 = -1f / 3;
    private const float C5 = 2f / 15;
    private const float C7 = -17f / 315;
    private const float C9 = 62f / 2835;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x)
    {
        Vector512<float> sign = x & Vector512.Create(-0f);
        Vector512<float> size = x ^ sign;
        Vector512<float> square = size * size;
        Vector512<float> series = Vector512.MultiplyAddEstimate(square, Vector512.Create(C9), Vector512.Create(C7));
        series = Vector512.MultiplyAddEstimate(square, series, Vector512.Create(C5));
        series = Vector512.MultiplyAddEstimate(square, series, Vector512.Create(C3));
        series = Vector512.MultiplyAddEstimate(square * size, series, size);
        Vector512<float> e = NegativeExp.Of(-(size + size));
        Vector512<float> far = (Vector512<float>.One - e) / (Vector512<float>.One + e);
        return Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(SeriesEnd)), series, far) | sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        Vector256<float> sign = x & Vector256.Create(-0f);
        Vector256<float> size = x ^ sign;
        Vector256<float> square = size * size;
        Vector256<float> series = Vector256.MultiplyAddEstimate(square, Vector256.Create(C9), Vector256.Create(C7));
        series = Vector256.MultiplyAddEstimate(square, series, Vector256.Create(C5));
        series = Vector256.MultiplyAddEstimate(square, series, Vector256.Create(C3));
        series = Vector256.MultiplyAddEstimate(square * size, series, size);
        Vector256<float> e = NegativeExp.Of(-(size + size));
        Vector256<float> far = (Vector256<float>.One - e) / (Vector256<float>.One + e);
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(SeriesEnd)), series, far) | sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Invoke(Vector128<float> x)
    {
        Vector128<float> sign = x & Vector128.Create(-0f);
        Vector128<float> size = x ^ sign;
        Vector128<float> square = size * size;
        Vector128<float> series = Vector128.MultiplyAddEstimate(square, Vector128.Create(C9), Vector128.Create(C7));
        series = Vector128.MultiplyAddEstimate(square, series, Vector128.Create(C5));
        series = Vector128.MultiplyAddEstimate(square, series, Vector128.Create(C3));
        series = Vector128.MultiplyAddEstimate(square * size, series, size);
        Vector128<float> e = NegativeExp.Of(-(size + size));
        Vector128<float> far = (Vector128<float>.One - e) / (Vector128<float>.One + e);
        return Vector128.ConditionalSelect(Vector128.LessThan(size, Vector128.Create(SeriesEnd)), series, far) | sign;
    }
}

/// <summary>dy (1 - y^2).</summary>
internal readonly struct TanhGradient : IBinaryFunction
{
    public static Vector512<float> Invoke(Vector512<float> y, Vector512<float> dy) =>
        dy * (Vector512<float>.One - (y * y));

    public static Vector256<float> Invoke(Vector256<float> y, Vector256<float> dy) =>
        dy * (Vector256<float>.One - (y * y));

    public static Vector128<float> Invoke(Vector128<float> y, Vector128<float> dy) =>
        dy * (Vector128<float>.One - (y * y));
}
