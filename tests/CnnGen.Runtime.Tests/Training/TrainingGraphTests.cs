using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>What the base of generated training graphs checks, with a graph that computes next to nothing.</summary>
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

    [Fact]
    public void OtherLengths_AreNamed()
    {
        using IdleGraph graph = new(new NetworkWeights(Layouts.Small()), 2, 1);
        Assert.Throws<ArgumentException>(() => graph.Forward(new float[4], new float[5]));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => graph.Forward(new float[6], new float[9]));
        Assert.Contains("3 samples do not fit this training graph's batch size of 2", exception.Message, StringComparison.Ordinal);
        graph.Forward(new float[4], new float[6]);
        exception = Assert.Throws<ArgumentException>(() => graph.Backward(new float[5], []));
        Assert.Contains("dy has 5 elements; the last batch's 2 samples of 3 outputs have 6", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>(() => graph.Backward(new float[6], new float[3]));
        Assert.Contains("dx has 3 elements; the last batch's 2 samples of 2 inputs have 4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpansThatOverlap_AreRefused()
    {
        using IdleGraph graph = new(new NetworkWeights(Layouts.Small()), 2, 1);
        float[] memory = new float[9];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => graph.Forward(memory.AsSpan(0, 4), memory.AsSpan(3, 6)));
        Assert.Contains("x and y overlap", exception.Message, StringComparison.Ordinal);
        graph.Forward(new float[4], new float[6]);
        exception = Assert.Throws<ArgumentException>(() => graph.Backward(memory.AsSpan(0, 6), memory.AsSpan(5, 4)));
        Assert.Contains("dy and dx overlap", exception.Message, StringComparison.Ordinal);
        float[] both = new float[10];
        graph.Forward(both.AsSpan(0, 4), both.AsSpan(4, 6));
        graph.Backward(both.AsSpan(4, 6), both.AsSpan(0, 4));
    }

    [Fact]
    public void DisposedGraph_StaysSo()
    {
        IdleGraph graph = new(new NetworkWeights(Layouts.Small()), 2, 1) { Threads = 2 };
        graph.Dispose();
        graph.Dispose();
        Assert.Throws<ObjectDisposedException>(() => graph.Forward(new float[2], new float[3]));
        Assert.Throws<ObjectDisposedException>(() => graph.Backward([], []));
        Assert.Throws<ObjectDisposedException>(() => graph.Threads = 3);
    }

    [Fact]
    public void MoreThreadsThanWork_AreNotStarted()
    {
        using IdleGraph graph = new(new NetworkWeights(Layouts.Small()), 2, 1) { Threads = int.MaxValue };
        Assert.Equal(int.MaxValue, graph.Threads);
        graph.Forward(new float[4], new float[6]);
    }

    [Fact]
    public void SecondThread_IsRefused_AndDisturbsNothing()
    {
        using IdleGraph graph = new(new NetworkWeights(Layouts.Small()), 2, 1) { Threads = 2 };
        graph.InForward = () =>
        {
            graph.InForward = null;
            Assert.Throws<InvalidOperationException>(() => graph.Forward(new float[2], new float[3]));
            Assert.Throws<InvalidOperationException>(() => graph.Backward([], []));
            Assert.Throws<InvalidOperationException>(() => graph.Threads = 3);
            Assert.Throws<InvalidOperationException>(graph.Dispose);
        };
        float[] y = new float[6];
        graph.Forward(new float[4], y);
        Assert.Equal([1, 0, 0, 1, 0, 0], y);
        Assert.Equal(2, graph.SampleCount);
        Assert.Equal(2, graph.Threads);
    }

    [Fact]
    public void ForgottenGraph_EndsItsThreads() => WorkerCrewTests.AssertEnd(ThreadsOfAGraph());

    /// <summary>The threads beside this one that work on a graph of three, which nobody disposes of.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Thread[] ThreadsOfAGraph()
    {
        ConcurrentDictionary<Thread, bool> threads = [];
        MeetingGraph graph = new(new NetworkWeights(Layouts.Small()), threads) { Threads = 3 };
        graph.Forward(new float[16], new float[24]);
        Assert.Equal(3, threads.Count);
        return [.. threads.Keys.Where(thread => thread != Thread.CurrentThread)];
    }

    /// <summary>Samples that wait for each other until three threads have come.</summary>
    private sealed class MeetingGraph(NetworkWeights weights, ConcurrentDictionary<Thread, bool> threads) : TrainingGraph(weights, 8, 2, Infos.Of(new OutputInfo("output", 0, [3])), 1, weights.Memory.Length)
    {
        protected override void PrepareBackward()
        {
        }

        protected override void ForwardShard(int segment, int shard, ref float x, ref float y, OutputAddresses further, int first, int samples)
        {
            threads[Thread.CurrentThread] = true;
            for (int wait = 0; threads.Count < 3 && wait < 20_000; wait++)
            {
                Thread.Sleep(1);
            }
        }

        protected override void BackwardShard(int segment, int shard, ref float dy, ref float dx, OutputAddresses further, ref float gradients, int first, int samples)
        {
        }
    }

    /// <summary>Writes 1 to each sample's first output, and lets a test do something in between.</summary>
    private sealed class IdleGraph(NetworkWeights weights, int batchSize, int sampleFloats, int inputLength = 2, int outputLength = 3)
        : TrainingGraph(weights, batchSize, inputLength, Infos.Of(new OutputInfo("output", 0, [outputLength])), sampleFloats, weights.Memory.Length)
    {
        private readonly object _gate = new();

        public Action? InForward { get; set; }

        protected override void PrepareBackward()
        {
        }

        protected override void ForwardShard(int segment, int shard, ref float x, ref float y, OutputAddresses further, int first, int samples)
        {
            lock (_gate)
            {
                InForward?.Invoke();
            }

            for (int sample = 0; sample < samples; sample++)
            {
                Unsafe.Add(ref y, sample * OutputLength) = 1;
            }
        }

        protected override void BackwardShard(int segment, int shard, ref float dy, ref float dx, OutputAddresses further, ref float gradients, int first, int samples)
        {
        }
    }
}
