using System;

namespace CnnGen;

/// <summary>The checks that datasets make when a sample is read.</summary>
internal static class SampleCheck
{
    /// <summary>Checks a sample's number.</summary>
    public static void Index(Dataset dataset, int index)
    {
        if ((uint)index >= (uint)dataset.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"there is no sample {index}; the dataset has samples 0 to {dataset.Count - 1}");
        }
    }

    /// <summary>Checks a sample's number and the length of the span that receives it.</summary>
    public static void Read(Dataset dataset, int index, int length)
    {
        Index(dataset, index);
        if (length != dataset.SampleLength)
        {
            throw new ArgumentException($"the span has {length} elements; a sample has {dataset.SampleLength}", "sample");
        }
    }
}
