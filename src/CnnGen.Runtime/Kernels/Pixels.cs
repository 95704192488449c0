using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Vectors of some neighbouring pixels between registers and memory. For generated code.</summary>
/// <remarks>Inlined whole: what the JIT sees is a load or a store a pixel, at references that walk on.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pixels
{
    /// <summary>Loads the vectors of two pixels.</summary>
    /// <typeparam name="TVector">A vector of floats.</typeparam>
    /// <param name="pixel">The first float of the first pixel's vector.</param>
    /// <param name="step">Floats from a pixel to the next.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <returns>Where the pixel behind them is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Load<TVector>(ref float pixel, int step, out TVector first, out TVector second)
        where TVector : struct
    {
        first = Load<TVector>(ref pixel);
        ref float next = ref Unsafe.Add(ref pixel, step);
        second = Load<TVector>(ref next);
        return ref Unsafe.Add(ref next, step);
    }

    /// <summary>Loads the vectors of three pixels.</summary>
    /// <typeparam name="TVector">A vector of floats.</typeparam>
    /// <param name="pixel">The first float of the first pixel's vector.</param>
    /// <param name="step">Floats from a pixel to the next.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="third">The third vector.</param>
    /// <returns>Where the pixel behind them is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Load<TVector>(ref float pixel, int step, out TVector first, out TVector second, out TVector third)
        where TVector : struct
    {
        ref float last = ref Load(ref pixel, step, out first, out second);
        third = Load<TVector>(ref last);
        return ref Unsafe.Add(ref last, step);
    }

    /// <summary>Loads the vectors of four pixels.</summary>
    /// <typeparam name="TVector">A vector of floats.</typeparam>
    /// <param name="pixel">The first float of the first pixel's vector.</param>
    /// <param name="step">Floats from a pixel to the next.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="third">The third vector.</param>
    /// <param name="fourth">The fourth vector.</param>
    /// <returns>Where the pixel behind them is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Load<TVector>(ref float pixel, int step, out TVector first, out TVector second, out TVector third, out TVector fourth)
        where TVector : struct => ref Load(ref Load(ref pixel, step, out first, out second), step, out third, out fourth);

    /// <summary>Stores the vectors of two pixels.</summary>
    /// <typeparam name="TVector">A vector of floats.</typeparam>
    /// <param name="pixel">The first float of the first pixel's vector.</param>
    /// <param name="step">Floats from a pixel to the next.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <returns>Where the pixel behind them is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Store<TVector>(ref float pixel, int step, TVector first, TVector second)
        where TVector : struct
    {
        Store(first, ref pixel);
        ref float next = ref Unsafe.Add(ref pixel, step);
        Store(second, ref next);
        return ref Unsafe.Add(ref next, step);
    }

    /// <summary>Stores the vectors of three pixels.</summary>
    /// <typeparam name="TVector">A vector of floats.</typeparam>
    /// <param name="pixel">The first float of the first pixel's vector.</param>
    /// <param name="step">Floats from a pixel to the next.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="third">The third vector.</param>
    /// <returns>Where the pixel behind them is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Store<TVector>(ref float pixel, int step, TVector first, TVector second, TVector third)
        where TVector : struct
    {
        ref float last = ref Store(ref pixel, step, first, second);
        Store(third, ref last);
        return ref Unsafe.Add(ref last, step);
    }

    /// <summary>Stores the vectors of four pixels.</summary>
    /// <typeparam name="TVector">A vector of floats.</typeparam>
    /// <param name="pixel">The first float of the first pixel's vector.</param>
    /// <param name="step">Floats from a pixel to the next.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="third">The third vector.</param>
    /// <param name="fourth">The fourth vector.</param>
    /// <returns>Where the pixel behind them is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Store<TVector>(ref float pixel, int step, TVector first, TVector second, TVector third, TVector fourth)
        where TVector : struct => ref Store(ref Store(ref pixel, step, first, second), step, third, fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TVector>(ref float pixel)
        where TVector : struct => Unsafe.ReadUnaligned<TVector>(ref Unsafe.As<float, byte>(ref pixel));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector>(TVector vector, ref float pixel)
        where TVector : struct => Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref pixel), vector);
}
