using System;

namespace CnnGen.Training.Tests;

/// <summary>Datasets that the small network learns, and one that notes how it is read.</summary>
internal static class Samples
{
    /// <summary>Three clouds of points, one a class.</summary>
    public static InMemoryDataset Clouds(int count, int seed)
    {
        Random random = new(seed);
        float[] samples = new float[count * SoftmaxRegression.InputLength];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(SoftmaxRegression.OutputLength);
            for (int c = 0; c < SoftmaxRegression.InputLength; c++)
            {
                samples[(i * SoftmaxRegression.InputLength) + c] = (float)(random.NextDouble() - 0.5) + (c == labels[i] ? 1.5f : 0);
            }
        }

        return new InMemoryDataset(samples, labels);
    }
}

/// <summary>A dataset whose sample i has i as its first element; it notes which samples were read.</summary>
internal sealed class NumberedDataset(int count) : Dataset
{
    private readonly object _lock = new();

    public System.Collections.Generic.List<int> Reads { get; } = [];

    public Action<int>? OnRead { get; set; }

    public override int Count => count;

    public override int SampleLength => SoftmaxRegression.InputLength;

    public override void Read(int index, Span<float> sample)
    {
        sample.Clear();
        sample[0] = index / (float)count;
        lock (_lock)
        {
            Reads.Add(index);
        }

        OnRead?.Invoke(index);
    }

    public override int Label(int index) => index % SoftmaxRegression.OutputLength;
}
