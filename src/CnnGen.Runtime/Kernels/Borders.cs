using System;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>What padding around a tensor is filled from. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBorder
{
    /// <summary>The element of an axis that a place on or beside it shows.</summary>
    /// <param name="place">The place: below 0 in front of the axis, from <paramref name="size"/> on behind it.</param>
    /// <param name="size">The axis's elements.</param>
    internal static abstract int Source(int place, int size);
}

/// <summary>The axis mirrored at its first and last element, which are not repeated; less of it than the axis has.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReflectBorder : IBorder
{
    static int IBorder.Source(int place, int size) => size - 1 - Math.Abs(size - 1 - Math.Abs(place));
}

/// <summary>The first and the last element again.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReplicateBorder : IBorder
{
    static int IBorder.Source(int place, int size) => Math.Clamp(place, 0, size - 1);
}

/// <summary>The axis's other end; at most as much of it as the axis has.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CircularBorder : IBorder
{
    static int IBorder.Source(int place, int size) => place < 0 ? place + size : place < size ? place : place - size;
}
