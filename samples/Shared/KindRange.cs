using System;
using System.Linq;
using CnnGen;

namespace Samples;

/// <summary>The pictures of some of the kinds.</summary>
public static class KindRange
{
    /// <summary>Copies the pictures whose labels follow each other, and labels them from 0.</summary>
    /// <param name="data">Pictures of all kinds.</param>
    /// <param name="first">The first of the labels.</param>
    /// <param name="count">How many labels there are.</param>
    public static Dataset Of(Dataset data, int first, int count)
    {
        int[] chosen = [.. Enumerable.Range(0, data.Count).Where(i => data.Label(i) >= first && data.Label(i) < first + count)];
        float[] pixels = new float[chosen.Length * data.SampleLength];
        foreach ((int place, int index) in chosen.Index())
        {
            data.Read(index, pixels.AsSpan(place * data.SampleLength, data.SampleLength));
        }

        return new InMemoryDataset(pixels, [.. chosen.Select(index => data.Label(index) - first)], data.SampleShape);
    }
}
