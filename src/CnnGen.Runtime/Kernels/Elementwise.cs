using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Loops of elementwise functions over memory of any length; nothing past the last element is touched.</summary>
/// <remarks>
/// Compiled at full optimization from the first call, as the generated kernels around them are. Each width has a method of its own: the JIT inlines
/// only so much into one, and compiles those alone that are called.
/// </remarks>
internal static class Elementwise
{
    private const int Block = 16;

    /// <summary>y = f(x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction>(TFunction function, ref float x, ref float y, int length)
        where TFunction : struct, IUnaryFunction
    {
        int i = Simd.VectorBits >= 512 ? Vectors<Floats512, TFunction>(function, ref x, ref y, 0, length)
            : Simd.VectorBits >= 256 ? Vectors<Floats256, TFunction>(function, ref x, ref y, 0, length)
            : 0;
        if (i < length)
        {
            i = Vectors<Floats128, TFunction>(function, ref x, ref y, i, length);
        }

        if (i < length)
        {
            Elements(function, ref x, ref y, i, length);
        }
    }

    /// <summary>z = f(x, y)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction>(TFunction function, ref float x, ref float y, ref float z, int length)
        where TFunction : struct, IBinaryFunction
    {
        int i = Simd.VectorBits >= 512 ? Vectors<Floats512, TFunction>(function, ref x, ref y, ref z, 0, length)
            : Simd.VectorBits >= 256 ? Vectors<Floats256, TFunction>(function, ref x, ref y, ref z, 0, length)
            : 0;
        if (i < length)
        {
            i = Vectors<Floats128, TFunction>(function, ref x, ref y, ref z, i, length);
        }

        if (i < length)
        {
            Elements(function, ref x, ref y, ref z, i, length);
        }
    }

    /// <summary>a = f(x, y), z = g(a)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction, TSecond>(TFunction function, TSecond second, ref float x, ref float y, ref float a, ref float z, int length)
        where TFunction : struct, IBinaryFunction
        where TSecond : struct, IUnaryFunction
    {
        int i = Simd.VectorBits >= 512 ? Vectors<Floats512, TFunction, TSecond>(function, second, ref x, ref y, ref a, ref z, 0, length)
            : Simd.VectorBits >= 256 ? Vectors<Floats256, TFunction, TSecond>(function, second, ref x, ref y, ref a, ref z, 0, length)
            : 0;
        if (i < length)
        {
            i = Vectors<Floats128, TFunction, TSecond>(function, second, ref x, ref y, ref a, ref z, i, length);
        }

        for (; i < length; i++)
        {
            Floats128 value = function.Invoke(Floats128.Create(Unsafe.Add(ref x, i)), Floats128.Create(Unsafe.Add(ref y, i)));
            Unsafe.Add(ref a, i) = Floats128.First(value);
            Unsafe.Add(ref z, i) = Floats128.First(second.Invoke(value));
        }
    }

    /// <summary>y = f(x) in blocks of 16 elements, a step apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyToBlocks<TFunction>(TFunction function, ref float x, ref float y, int blocks, int step)
        where TFunction : struct, IUnaryFunction
    {
        for (int block = 0; block < blocks; block++)
        {
            ref float operands = ref Unsafe.Add(ref x, (nint)block * step);
            ref float results = ref Unsafe.Add(ref y, (nint)block * step);
            switch (Simd.VectorBits)
            {
                case 512:
                    Vectors<Floats512, TFunction>(function, ref operands, ref results, 0, Block);
                    break;
                case 256:
                    Vectors<Floats256, TFunction>(function, ref operands, ref results, 0, Block);
                    break;
                default:
                    Vectors<Floats128, TFunction>(function, ref operands, ref results, 0, Block);
                    break;
            }
        }
    }

    /// <summary>The whole vectors of one width from an element on, two at a time while there are two.</summary>
    /// <returns>The first element that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Vectors<TFloats, TFunction>(TFunction function, ref float x, ref float y, int i, int length)
        where TFloats : struct, IFloats<TFloats>
        where TFunction : struct, IUnaryFunction
    {
        for (; i <= length - Pair<TFloats>.Count; i += Pair<TFloats>.Count)
        {
            Pair<TFloats>.Store(function.Invoke(Pair<TFloats>.Load(ref x, i)), ref y, i);
        }

        for (; i <= length - TFloats.Count; i += TFloats.Count)
        {
            TFloats.Store(function.Invoke(TFloats.Load(ref x, i)), ref y, i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Vectors<TFloats, TFunction>(TFunction function, ref float x, ref float y, ref float z, int i, int length)
        where TFloats : struct, IFloats<TFloats>
        where TFunction : struct, IBinaryFunction
    {
        for (; i <= length - Pair<TFloats>.Count; i += Pair<TFloats>.Count)
        {
            Pair<TFloats>.Store(function.Invoke(Pair<TFloats>.Load(ref x, i), Pair<TFloats>.Load(ref y, i)), ref z, i);
        }

        for (; i <= length - TFloats.Count; i += TFloats.Count)
        {
            TFloats.Store(function.Invoke(TFloats.Load(ref x, i), TFloats.Load(ref y, i)), ref z, i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Vectors<TFloats, TFunction, TSecond>(TFunction function, TSecond second, ref float x, ref float y, ref float a, ref float z, int i, int length)
        where TFloats : struct, IFloats<TFloats>
        where TFunction : struct, IBinaryFunction
        where TSecond : struct, IUnaryFunction
    {
        for (; i <= length - TFloats.Count; i += TFloats.Count)
        {
            TFloats value = function.Invoke(TFloats.Load(ref x, i), TFloats.Load(ref y, i));
            TFloats.Store(value, ref a, i);
            TFloats.Store(second.Invoke(value), ref z, i);
        }

        return i;
    }

    /// <summary>Elements that fill no vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Elements<TFunction>(TFunction function, ref float x, ref float y, int i, int length)
        where TFunction : struct, IUnaryFunction
    {
        for (; i < length; i++)
        {
            Unsafe.Add(ref y, i) = Floats128.First(function.Invoke(Floats128.Create(Unsafe.Add(ref x, i))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Elements<TFunction>(TFunction function, ref float x, ref float y, ref float z, int i, int length)
        where TFunction : struct, IBinaryFunction
    {
        for (; i < length; i++)
        {
            Unsafe.Add(ref z, i) = Floats128.First(function.Invoke(Floats128.Create(Unsafe.Add(ref x, i)), Floats128.Create(Unsafe.Add(ref y, i))));
        }
    }
}

/// <summary>A function of one element, for <see cref="Elementwise"/>.</summary>
internal interface IUnaryFunction
{
    TFloats Invoke<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;
}

/// <summary>A function of two elements.</summary>
internal interface IBinaryFunction
{
    TFloats Invoke<TFloats>(TFloats x, TFloats y)
        where TFloats : struct, IFloats<TFloats>;
}

/// <summary>x + y</summary>
internal readonly struct Sum : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Invoke<TFloats>(TFloats x, TFloats y)
        where TFloats : struct, IFloats<TFloats> => x + y;
}
