using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>How the elements of a matrix lie in memory, so that a product is written once for all of them.</summary>
/// <typeparam name="TVector">The vector that they are read into.</typeparam>
internal interface IWeights<TVector>
    where TVector : struct
{
    /// <summary>Reads a vector of elements as floats.</summary>
    /// <param name="weights">The first element.</param>
    /// <param name="element">Elements from there.</param>
    static abstract TVector Load(ref float weights, nint element);

    /// <summary>The place of an element.</summary>
    /// <param name="weights">The first element.</param>
    /// <param name="element">An even number of elements from there.</param>
    static abstract ref float At(ref float weights, nint element);
}

/// <summary>Floats.</summary>
internal readonly struct SingleWeights<TLanes, TVector> : IWeights<TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(ref float weights, nint element) => TLanes.Load(ref weights, element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float weights, nint element) => ref Unsafe.Add(ref weights, element);
}

/// <summary>bfloat16: the upper halves of floats, two in the place of one.</summary>
internal readonly struct BFloat16Weights<TLanes, TVector> : IWeights<TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(ref float weights, nint element) => TLanes.LoadUpperHalves(ref Unsafe.As<float, ushort>(ref weights), element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float weights, nint element) => ref Unsafe.Add(ref weights, element / 2);
}
