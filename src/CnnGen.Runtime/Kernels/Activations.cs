using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Functions of each element of a stretch of memory. For generated code, which passes places and sizes that it has planned, and for training.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Activations
{
    /// <summary>y = f(x)</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Its numbers.</param>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void Apply<TFunction>(TFunction function, ref float x, ref float y, int length)
        where TFunction : struct, IElementFunction => Elementwise.Apply(new OfValue<TFunction>(function), ref x, ref y, length);

    /// <summary>y = f(x) in blocks of 16 elements that have others between them.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Its numbers.</param>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="step">Floats from a block to the next, of operands as of results.</param>
    public static void ApplyToBlocks<TFunction>(TFunction function, ref float x, ref float y, int blocks, int step)
        where TFunction : struct, IElementFunction => Elementwise.ApplyToBlocks(new OfValue<TFunction>(function), ref x, ref y, blocks, step);

    /// <summary>y = x where it is above 0, else slope * x, with a slope for each element.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="slopes">The first slope.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="length">The number of elements.</param>
    internal static void ApplySlopes(ref float x, ref float slopes, ref float y, int length) => Elementwise.Apply(default(BySlope), ref x, ref slopes, ref y, length);

    /// <summary>dx = f'(x) dy</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Its numbers.</param>
    /// <param name="at">The first value of the function where its derivative follows from that; else the first operand.</param>
    /// <param name="dy">The first gradient by the value.</param>
    /// <param name="dx">The first gradient by the operand; may be <paramref name="dy"/> or <paramref name="at"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void Gradient<TFunction>(TFunction function, ref float at, ref float dy, ref float dx, int length)
        where TFunction : struct, IElementFunction => Elementwise.Apply(new OfGradient<TFunction>(function), ref at, ref dy, ref dx, length);

    /// <summary>y = x1 + x2</summary>
    /// <param name="x1">The first operand of the first sum.</param>
    /// <param name="x2">The second operand of the first sum.</param>
    /// <param name="y">The first sum; may be either operand.</param>
    /// <param name="length">The number of elements.</param>
    public static void Add(ref float x1, ref float x2, ref float y, int length) => Elementwise.Apply(default(Sum), ref x1, ref x2, ref y, length);

    /// <summary>y = f(x1 + x2)</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Its numbers.</param>
    /// <param name="x1">The first operand of the first sum.</param>
    /// <param name="x2">The second operand of the first sum.</param>
    /// <param name="y">The first result; may be either operand.</param>
    /// <param name="length">The number of elements.</param>
    public static void Add<TFunction>(TFunction function, ref float x1, ref float x2, ref float y, int length)
        where TFunction : struct, IElementFunction => Elementwise.Apply(new OfSum<TFunction>(function), ref x1, ref x2, ref y, length);

    /// <summary>y = f(a) with a = x1 + x2, which is stored too.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Its numbers.</param>
    /// <param name="x1">The first operand of the first sum.</param>
    /// <param name="x2">The second operand of the first sum.</param>
    /// <param name="a">The first sum; may be either operand.</param>
    /// <param name="y">The first result.</param>
    /// <param name="length">The number of elements.</param>
    public static void Add<TFunction>(TFunction function, ref float x1, ref float x2, ref float a, ref float y, int length)
        where TFunction : struct, IElementFunction => Elementwise.Apply(default(Sum), new OfValue<TFunction>(function), ref x1, ref x2, ref a, ref y, length);

    /// <summary>y = e^x: exactly 1 at 0, 0 where the result would be subnormal, NaN for NaN, the same bits at every vector width.</summary>
    /// <param name="x">The first operand; none is above zero.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void NegativeExp(ref float x, ref float y, int length) => Elementwise.Apply(default(Exponential), ref x, ref y, length);

    private readonly struct OfValue<TFunction>(TFunction function) : IUnaryFunction
        where TFunction : struct, IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => function.Value(x);
    }

    private readonly struct OfGradient<TFunction>(TFunction function) : IBinaryFunction
        where TFunction : struct, IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats at, TFloats dy)
            where TFloats : struct, IFloats<TFloats> => function.Gradient(at, dy);
    }

    private readonly struct OfSum<TFunction>(TFunction function) : IBinaryFunction
        where TFunction : struct, IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x1, TFloats x2)
            where TFloats : struct, IFloats<TFloats> => function.Value(x1 + x2);
    }

    private readonly struct BySlope : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x, TFloats slope)
            where TFloats : struct, IFloats<TFloats> => TFloats.Select(TFloats.Less(TFloats.Create(0), x), x, x * slope);
    }

    private readonly struct Exponential : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => CnnGen.Runtime.NegativeExp.Of(x);
    }
}
