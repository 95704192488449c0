using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>The transforms of F(4, 3), four outputs of a filter of three: along one axis, of a vector at a time.</summary>
/// <remarks>
/// y = A^T ((G g) * (B^T d)) at the points 0, 1, -1, 2, -2 and infinity. Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural
/// Networks", section 4.3. Where a formula's terms are sums and differences of the same two, they are taken once.
/// </remarks>
/// <typeparam name="TFloats">The vector.</typeparam>
internal static class WinogradTransforms<TFloats>
    where TFloats : struct, IFloats<TFloats>
{
    /// <summary>B^T d: six inputs to six points.</summary>
    /// <param name="from">The first input.</param>
    /// <param name="fromStep">Floats to the next.</param>
    /// <param name="to">Receives the first point.</param>
    /// <param name="toStep">Floats to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(ref float from, nint fromStep, ref float to, nint toStep)
    {
        TFloats d0 = TFloats.Load(ref from, 0);
        TFloats d1 = TFloats.Load(ref from, fromStep);
        TFloats d2 = TFloats.Load(ref from, 2 * fromStep);
        TFloats d3 = TFloats.Load(ref from, 3 * fromStep);
        TFloats d4 = TFloats.Load(ref from, 4 * fromStep);
        TFloats d5 = TFloats.Load(ref from, 5 * fromStep);
        TFloats four = TFloats.Create(4);
        TFloats minusFour = TFloats.Create(-4);
        TFloats minusFive = TFloats.Create(-5);
        TFloats two = TFloats.Create(2);
        TFloats even = TFloats.MultiplyAdd(minusFour, d2, d4);
        TFloats odd = TFloats.MultiplyAdd(minusFour, d1, d3);
        TFloats evenOfTwo = d4 - d2;
        TFloats oddOfTwo = two * (d3 - d1);
        TFloats.Store(TFloats.MultiplyAdd(four, d0, TFloats.MultiplyAdd(minusFive, d2, d4)), ref to, 0);
        TFloats.Store(even + odd, ref to, toStep);
        TFloats.Store(even - odd, ref to, 2 * toStep);
        TFloats.Store(evenOfTwo + oddOfTwo, ref to, 3 * toStep);
        TFloats.Store(evenOfTwo - oddOfTwo, ref to, 4 * toStep);
        TFloats.Store(TFloats.MultiplyAdd(four, d1, TFloats.MultiplyAdd(minusFive, d3, d5)), ref to, 5 * toStep);
    }

    /// <summary>G g: a filter's three weights to six points.</summary>
    /// <param name="from">The first weight.</param>
    /// <param name="fromStep">Floats to the next.</param>
    /// <param name="to">Receives the first point.</param>
    /// <param name="toStep">Floats to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Filter(ref float from, nint fromStep, ref float to, nint toStep)
    {
        TFloats g0 = TFloats.Load(ref from, 0);
        TFloats g1 = TFloats.Load(ref from, fromStep);
        TFloats g2 = TFloats.Load(ref from, 2 * fromStep);
        TFloats even = TFloats.Create(-1f / 6) * (g0 + g2);
        TFloats odd = TFloats.Create(-1f / 6) * g1;
        TFloats evenOfTwo = TFloats.MultiplyAdd(TFloats.Create(1f / 24), g0, TFloats.Create(1f / 6) * g2);
        TFloats oddOfTwo = TFloats.Create(1f / 12) * g1;
        TFloats.Store(TFloats.Create(1f / 4) * g0, ref to, 0);
        TFloats.Store(even + odd, ref to, toStep);
        TFloats.Store(even - odd, ref to, 2 * toStep);
        TFloats.Store(evenOfTwo + oddOfTwo, ref to, 3 * toStep);
        TFloats.Store(evenOfTwo - oddOfTwo, ref to, 4 * toStep);
        TFloats.Store(g2, ref to, 5 * toStep);
    }

    /// <summary>A^T m: six points to four outputs.</summary>
    /// <param name="from">The first point.</param>
    /// <param name="step">Floats to the next.</param>
    /// <param name="y0">The first output.</param>
    /// <param name="y1">The second.</param>
    /// <param name="y2">The third.</param>
    /// <param name="y3">The last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(ref float from, nint step, out TFloats y0, out TFloats y1, out TFloats y2, out TFloats y3)
    {
        TFloats m1 = TFloats.Load(ref from, step);
        TFloats m2 = TFloats.Load(ref from, 2 * step);
        TFloats m3 = TFloats.Load(ref from, 3 * step);
        TFloats m4 = TFloats.Load(ref from, 4 * step);
        TFloats sum = m1 + m2;
        TFloats difference = m1 - m2;
        TFloats sumOfTwo = m3 + m4;
        TFloats differenceOfTwo = m3 - m4;
        y0 = TFloats.Load(ref from, 0) + sum + sumOfTwo;
        y1 = TFloats.MultiplyAdd(TFloats.Create(2), differenceOfTwo, difference);
        y2 = TFloats.MultiplyAdd(TFloats.Create(4), sumOfTwo, sum);
        y3 = TFloats.MultiplyAdd(TFloats.Create(8), differenceOfTwo, difference) + TFloats.Load(ref from, 5 * step);
    }
}
