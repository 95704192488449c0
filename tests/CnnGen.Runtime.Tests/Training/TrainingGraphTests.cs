using System;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>What the base of generated training graphs checks, with a graph that computes nothing.</summary>
public sealed class TrainingGraphTests
{
    private const int SampleFloats = 1 << 28;
    private const int LargestBatch = 7;

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(LargestBatch + 1)]
    [InlineData(int.MaxValue)]
    public void BatchThatDoesNotWork_IsToldWithTheLargest_BeforeMemoryIsTaken(int batchSize)
    {
        NetworkWeights weights = new(Layouts.Small());
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new IdleGraph(weights, batchSize, SampleFloats));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 100_000);
        Assert.Equal("batchSize", exception.ParamName);
        Assert.Equal(batchSize, exception.ActualValue);
        Assert.Contains($"a batch size of {batchSize} does not work; it goes from 1 to {LargestBatch}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(LargestBatch)]
    public void BatchThatWorks_IsTaken(int batchSize)
    {
        using IdleGraph graph = new(new NetworkWeights(Layouts.Small()), batchSize, SampleFloats);
        Assert.Equal(batchSize, graph.BatchSize);
    }

    [Theory]
    [InlineData(SampleFloats, 1, 1)]
    [InlineData(1, SampleFloats, 1)]
    [InlineData(1, 1, SampleFloats)]
    public void LongestOfTheBatchsArrays_Decides(int inputLength, int outputLength, int sampleFloats)
    {
        NetworkWeights weights = new(Layouts.Small());
        Assert.Throws<ArgumentOutOfRangeException>(() => new IdleGraph(weights, LargestBatch + 1, sampleFloats, inputLength, outputLength));
        new IdleGraph(weights, LargestBatch, sampleFloats, inputLength, outputLength).Dispose();
    }

    private sealed class IdleGraph(NetworkWeights weights, int batchSize, int sampleFloats, int inputLength = 2, int outputLength = 3)
        : TrainingGraph(weights, batchSize, inputLength, outputLength, sampleFloats)
    {
        protected override void PrepareBackward()
        {
        }

        protected override void ForwardSamples(ref float x, ref float y, int first, int end)
        {
        }

        protected override void BackwardSamples(ref float dy, ref float dx, ref float gradients, int first, int end)
        {
        }
    }
}
