using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>How the elements of a matrix lie in memory, so that a product is written once for all of them.</summary>
internal interface IWeights
{
    /// <summary>Reads a vector of elements as floats.</summary>
    /// <typeparam name="TLanes">The vector width.</typeparam>
    /// <typeparam name="TVector">Its vector.</typeparam>
    /// <param name="weights">The first element.</param>
    /// <param name="element">Elements from there.</param>
    static abstract TVector Load<TLanes, TVector>(ref float weights, nint element)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>The place of an element.</summary>
    /// <param name="weights">The first element.</param>
    /// <param name="element">An even number of elements from there.</param>
    static abstract ref float At(ref float weights, nint element);
}

/// <summary>Floats.</summary>
internal readonly struct SingleWeights : IWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TLanes, TVector>(ref float weights, nint element)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Load(ref weights, element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float weights, nint element) => ref Unsafe.Add(ref weights, element);
}

/// <summary>bfloat16: the upper halves of floats, two in the place of one.</summary>
internal readonly struct BFloat16Weights : IWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TLanes, TVector>(ref float weights, nint element)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.LoadUpperHalves(ref Unsafe.As<float, ushort>(ref weights), element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float weights, nint element) => ref Unsafe.Add(ref weights, element / 2);
}
