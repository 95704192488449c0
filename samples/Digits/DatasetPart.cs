using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Digits.Synthetic;

namespace Digits;

/// <summary>Some samples of a data set, as a data set of their own.</summary>
internal sealed class DatasetPart : Dataset
{
    private readonly Dataset _whole;
    private readonly int[] _indices;

    private DatasetPart(Dataset whole, int[] indices)
    {
        _whole = whole;
        _indices = indices;
    }

    public override int Count => _indices.Length;

    public override int SampleLength => _whole.SampleLength;

    /// <summary>Parts a data set in two. What is held out is drawn at random, because files may be sorted by class.</summary>
    /// <param name="whole">The samples.</param>
    /// <param name="heldOut">How many to hold out: fewer than there are.</param>
    /// <param name="seed">Decides which.</param>
    public static (DatasetPart Kept, DatasetPart HeldOut) Split(Dataset whole, int heldOut, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(heldOut, whole.Count);
        int[] indices = [.. Enumerable.Range(0, whole.Count)];
        Randomness random = new(seed);
        for (int i = 0; i < heldOut; i++)
        {
            int other = i + random.Whole(indices.Length - i);
            (indices[i], indices[other]) = (indices[other], indices[i]);
        }

        return (Of(indices.Skip(heldOut)), Of(indices.Take(heldOut)));

        DatasetPart Of(IEnumerable<int> part) => new(whole, [.. part.Order()]);
    }

    public override void Read(int index, Span<float> sample) => _whole.Read(Place(index), sample);

    public override int Label(int index) => _whole.Label(Place(index));

    private int Place(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _indices.Length);
        return _indices[index];
    }
}
