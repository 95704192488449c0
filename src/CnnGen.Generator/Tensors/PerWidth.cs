using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Tensors;

/// <summary>What is chosen for each vector size by itself.</summary>
/// <param name="V512">For 512 bits.</param>
/// <param name="V256">For 256 bits.</param>
/// <param name="V128">For 128 bits.</param>
internal sealed record PerWidth<T>(T V512, T V256, T V128)
{
    public T this[VectorWidth width] => width == VectorWidth.V512 ? V512 : width == VectorWidth.V256 ? V256 : V128;

    /// <summary>From the widest to the narrowest.</summary>
    public IEnumerable<T> Each => [V512, V256, V128];

    /// <summary>What follows from each.</summary>
    public PerWidth<TResult> Select<TResult>(Func<VectorWidth, T, TResult> select) => PerWidth.Of(width => select(width, this[width]));
}

/// <summary>Makes one of a choice.</summary>
internal static class PerWidth
{
    public static PerWidth<T> Of<T>(Func<VectorWidth, T> choose) => new(choose(VectorWidth.V512), choose(VectorWidth.V256), choose(VectorWidth.V128));
}
