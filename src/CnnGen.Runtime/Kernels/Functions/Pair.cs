using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Two vectors, each operation on both: what one waits for does not hold up the other.</summary>
/// <typeparam name="TFloats">The vector.</typeparam>
internal readonly struct Pair<TFloats> : IFloats<Pair<TFloats>>
    where TFloats : struct, IFloats<TFloats>
{
    private readonly TFloats _first;
    private readonly TFloats _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Pair(TFloats first, TFloats second)
    {
        _first = first;
        _second = second;
    }

    public static int Count => 2 * TFloats.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator +(Pair<TFloats> a, Pair<TFloats> b) => new(a._first + b._first, a._second + b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator -(Pair<TFloats> a, Pair<TFloats> b) => new(a._first - b._first, a._second - b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator -(Pair<TFloats> a) => new(-a._first, -a._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator *(Pair<TFloats> a, Pair<TFloats> b) => new(a._first * b._first, a._second * b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator /(Pair<TFloats> a, Pair<TFloats> b) => new(a._first / b._first, a._second / b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator &(Pair<TFloats> a, Pair<TFloats> b) => new(a._first & b._first, a._second & b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator |(Pair<TFloats> a, Pair<TFloats> b) => new(a._first | b._first, a._second | b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> operator ^(Pair<TFloats> a, Pair<TFloats> b) => new(a._first ^ b._first, a._second ^ b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> AndNot(Pair<TFloats> value, Pair<TFloats> mask) => new(TFloats.AndNot(value._first, mask._first), TFloats.AndNot(value._second, mask._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Load(ref float source, nint offset) => new(TFloats.Load(ref source, offset), TFloats.Load(ref source, offset + TFloats.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Pair<TFloats> value, ref float destination, nint offset)
    {
        TFloats.Store(value._first, ref destination, offset);
        TFloats.Store(value._second, ref destination, offset + TFloats.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Create(float value) => new(TFloats.Create(value), TFloats.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> MultiplyAdd(Pair<TFloats> a, Pair<TFloats> b, Pair<TFloats> c) =>
        new(TFloats.MultiplyAdd(a._first, b._first, c._first), TFloats.MultiplyAdd(a._second, b._second, c._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Abs(Pair<TFloats> value) => new(TFloats.Abs(value._first), TFloats.Abs(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Max(Pair<TFloats> a, Pair<TFloats> b) => new(TFloats.Max(a._first, b._first), TFloats.Max(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Min(Pair<TFloats> a, Pair<TFloats> b) => new(TFloats.Min(a._first, b._first), TFloats.Min(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Less(Pair<TFloats> a, Pair<TFloats> b) => new(TFloats.Less(a._first, b._first), TFloats.Less(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> LessOrEqual(Pair<TFloats> a, Pair<TFloats> b) => new(TFloats.LessOrEqual(a._first, b._first), TFloats.LessOrEqual(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Select(Pair<TFloats> mask, Pair<TFloats> set, Pair<TFloats> other) =>
        new(TFloats.Select(mask._first, set._first, other._first), TFloats.Select(mask._second, set._second, other._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> SelectBySign(Pair<TFloats> sign, Pair<TFloats> negative, Pair<TFloats> other) =>
        new(TFloats.SelectBySign(sign._first, negative._first, other._first), TFloats.SelectBySign(sign._second, negative._second, other._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> LowestBitsAsExponent(Pair<TFloats> value) => new(TFloats.LowestBitsAsExponent(value._first), TFloats.LowestBitsAsExponent(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float First(Pair<TFloats> value) => TFloats.First(value._first);
}
