using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class BatchReaderTests
{
    private static readonly ImageShape Shape = new(3, 9, 8);

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    public void Batches_do_not_depend_on_the_threads(int workers, bool mixed)
    {
        Dataset data = TestImages.Dataset(50, Shape, classes: 7).Transform(Transforms.RandomHorizontalFlip(), Transforms.RandomCrop(9, 8, padding: 2));
        int[] order = [.. Enumerable.Range(0, 50).Reverse()];
        Mixing? mixing = mixed ? Mixing.Mixup(1) : null;
        using BatchReader inline = new(data, batchSize: 8, workers: 0, mixing);
        using BatchReader reader = new(data, batchSize: 8, workers, mixing);
        for (ulong epoch = 0; epoch < 5; epoch++)
        {
            List<Copy> expected = ReadEpoch(inline, order, epoch);
            List<Copy> actual = ReadEpoch(reader, order, epoch);
            Assert.Equal([8, 8, 8, 8, 8, 8, 2], actual.Select(batch => batch.Samples.Length));
            Assert.Equal(order, actual.SelectMany(batch => batch.Samples));
            Assert.Equal(Enumerable.Range(0, 50).Select(place => RandomStream.Mix(epoch, (ulong)place)), actual.SelectMany(batch => batch.Draws));
            Assert.Equal(expected.SelectMany(batch => batch.Partners), actual.SelectMany(batch => batch.Partners));
            Assert.Equal(expected.SelectMany(batch => batch.Inputs), actual.SelectMany(batch => batch.Inputs));
            Assert.Equal(expected.SelectMany(batch => batch.Weights), actual.SelectMany(batch => batch.Weights));
            Assert.Equal(mixed ? 50 : 0, actual.Sum(batch => batch.Weights.Length));
        }
    }

    [Fact]
    public void The_draw_of_a_sample_follows_from_the_key_and_its_place()
    {
        Dataset data = TestImages.Dataset(20, Shape).Transform(Transforms.GaussianNoise(0.1));
        using BatchReader reader = new(data, batchSize: 6, workers: 2);
        List<Copy> batches = ReadEpoch(reader, [5, 5, 3, 0, 1, 2, 19], key: 77);
        Assert.Equal(data.Sample(5, RandomStream.Mix(77, 1)), batches[0].Inputs[Shape.Length..(2 * Shape.Length)]);
        Assert.Equal(data.Sample(19, RandomStream.Mix(77, 6)), batches[1].Inputs);
        Assert.NotEqual(batches[0].Inputs[..Shape.Length], batches[0].Inputs[Shape.Length..(2 * Shape.Length)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_epoch_may_begin_in_its_middle_and_be_given_up(int workers)
    {
        Dataset data = TestImages.Dataset(40, Shape).Transform(Transforms.GaussianNoise(0.1));
        int[] order = [.. Enumerable.Range(0, 40)];
        using BatchReader reader = new(data, batchSize: 4, workers);
        List<Copy> whole = ReadEpoch(reader, order, key: 9);
        reader.Begin(order, key: 8);
        Assert.True(reader.TryTake(out _));
        List<Copy> rest = ReadEpoch(reader, order, key: 9, firstBatch: 7);
        Assert.Equal([7, 8, 9], rest.Select(batch => batch.Number));
        Assert.Equal(whole.Skip(7).SelectMany(batch => batch.Inputs), rest.SelectMany(batch => batch.Inputs));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Mixed_samples_are_two_of_the_epoch(int workers)
    {
        // Sample i is 2^i, so that a mixture tells what is in it.
        InMemoryDataset data = new([.. Enumerable.Range(0, 10).Select(i => (float)(1 << i))], [.. Enumerable.Range(0, 10)], 1, 1, 1);
        using BatchReader reader = new(data, batchSize: 3, workers, Mixing.Mixup(1));
        HashSet<int> partners = [];
        for (ulong epoch = 0; epoch < 20; epoch++)
        {
            foreach (Copy batch in ReadEpoch(reader, [1, 3, 5, 7, 9, 2, 4], epoch))
            {
                for (int i = 0; i < batch.Samples.Length; i++)
                {
                    double weight = batch.Weights[i];
                    Assert.Equal((weight * (1 << data.Label(batch.Samples[i]))) + ((1 - weight) * (1 << data.Label(batch.Partners[i]))), batch.Inputs[i], 1e-3);
                    partners.Add(batch.Partners[i]);
                }
            }
        }

        Assert.Equal([1, 2, 3, 4, 5, 7, 9], partners.Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_sample_that_cannot_be_read_is_named_when_its_batch_comes(int workers)
    {
        using BatchReader reader = new(new FaultyDataset(60, faults: [23, 31, 29]), batchSize: 10, workers);
        int[] order = [.. Enumerable.Range(0, 60).Select(i => i ^ 1)];
        reader.Begin(order, key: 1);
        for (int batch = 0; batch < 2; batch++)
        {
            Assert.True(reader.TryTake(out SampleBatch taken));
            reader.Return(taken);
        }

        // 29 stands behind 23 in the third batch, whichever is met first.
        for (int attempt = 0; attempt < 2; attempt++)
        {
            InvalidDataException thrown = Assert.Throws<InvalidDataException>(() => reader.TryTake(out _));
            Assert.Equal("sample 23 of the dataset cannot be read: it is broken", thrown.Message);
            Assert.IsType<IOException>(thrown.InnerException);
        }

        Assert.Equal([1, 2, 3], ReadEpoch(reader, [1, 2, 3], key: 1)[0].Samples);
    }

    [Fact]
    public void No_more_is_read_ahead_than_there_are_batches()
    {
        CountingDataset data = new();
        using BatchReader reader = new(data, batchSize: 4, workers: 3);
        reader.Begin([.. Enumerable.Range(0, 100)], key: 1);
        Assert.True(SpinWait.SpinUntil(() => data.ReadCount == 12, TimeSpan.FromSeconds(30)));
        Thread.Sleep(50);
        Assert.Equal(12, data.ReadCount);
        Assert.True(reader.TryTake(out SampleBatch batch));
        Thread.Sleep(50);
        Assert.Equal(12, data.ReadCount);
        reader.Return(batch);
        Assert.True(SpinWait.SpinUntil(() => data.ReadCount == 16, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Disposing_ends_the_threads_in_the_middle_of_an_epoch()
    {
        CountingDataset data = new();
        BatchReader reader = new(data, batchSize: 4, workers: 3);
        reader.Begin([.. Enumerable.Range(0, 100)], key: 1);
        Assert.True(reader.TryTake(out SampleBatch batch));
        Assert.NotEmpty(data.Threads);
        reader.Dispose();
        reader.Dispose();
        Assert.All(data.Threads.Keys, thread => Assert.False(thread.IsAlive));
        Assert.DoesNotContain(Thread.CurrentThread, data.Threads.Keys);
        Assert.Throws<ObjectDisposedException>(() => reader.TryTake(out batch));
        Assert.Throws<ObjectDisposedException>(() => reader.Begin([1], key: 1));
    }

    [Fact]
    public void Waiting_can_be_cancelled()
    {
        using ManualResetEventSlim gate = new();
        CountingDataset data = new() { Gate = gate };
        using BatchReader reader = new(data, batchSize: 4, workers: 1);
        reader.Begin([.. Enumerable.Range(0, 100)], key: 1);
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsAny<OperationCanceledException>(() => reader.TryTake(out _, source.Token));
        gate.Set();
        Assert.True(reader.TryTake(out SampleBatch batch));
        Assert.Equal(0, batch.Number);
    }

    [Fact]
    public void Batches_must_be_returned_once()
    {
        using BatchReader reader = new(TestImages.Dataset(50, Shape), batchSize: 4, workers: 1);
        using BatchReader inline = new(TestImages.Dataset(50, Shape), batchSize: 4, workers: 0);
        foreach ((BatchReader tested, int batches) in new[] { (reader, 3), (inline, 1) })
        {
            tested.Begin([.. Enumerable.Range(0, 50)], key: 1);
            SampleBatch batch = null!;
            for (int i = 0; i < batches; i++)
            {
                Assert.True(tested.TryTake(out batch));
            }

            Assert.Throws<InvalidOperationException>(() => tested.TryTake(out _));
            tested.Return(batch);
            Assert.Throws<InvalidOperationException>(() => tested.Return(batch));
        }

        Assert.False(new BatchReader(TestImages.Dataset(50, Shape), 4, workers: 0).TryTake(out _));
        Assert.Empty(ReadEpoch(reader, [], key: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchReader(TestImages.Dataset(50, Shape), 0, workers: 0));
    }

    private static List<Copy> ReadEpoch(BatchReader reader, int[] order, ulong key, int firstBatch = 0)
    {
        List<Copy> copies = [];
        reader.Begin(order, key, firstBatch);
        while (reader.TryTake(out SampleBatch batch))
        {
            copies.Add(new Copy(
                batch.Number, batch.Inputs.ToArray(), batch.Samples.ToArray(), batch.Draws.ToArray(), batch.Partners.ToArray(), batch.Weights.ToArray()));
            reader.Return(batch);
        }

        return copies;
    }

    private sealed record Copy(int Number, float[] Inputs, int[] Samples, ulong[] Draws, int[] Partners, float[] Weights);

    private sealed class FaultyDataset(int count, int[] faults) : Dataset
    {
        public override int Count => count;

        public override int SampleLength => 1;

        public override void Read(int index, Span<float> sample)
        {
            if (faults.Contains(index))
            {
                throw new IOException("it is broken");
            }

            sample[0] = index;
        }

        public override int Label(int index) => 0;
    }

    private sealed class CountingDataset : Dataset
    {
        private int _reads;

        public ManualResetEventSlim? Gate { get; init; }

        public ConcurrentDictionary<Thread, bool> Threads { get; } = [];

        /// <summary>How many samples were read.</summary>
        public int ReadCount => Volatile.Read(ref _reads);

        public override int Count => 100;

        public override int SampleLength => 1;

        public override void Read(int index, Span<float> sample)
        {
            Gate?.Wait();
            Threads[Thread.CurrentThread] = true;
            Interlocked.Increment(ref _reads);
        }

        public override int Label(int index) => 0;
    }
}
