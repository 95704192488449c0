using System.Linq;
using System.Threading;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>What is allocated is counted over all threads, so that no other test may run beside these.</summary>
[CollectionDefinition(nameof(BatchReaderAllocationTests), DisableParallelization = true)]
[Collection(nameof(BatchReaderAllocationTests))]
public sealed class BatchReaderAllocationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Nothing_is_allocated_once_it_is_warm(int workers)
    {
        Dataset data = TestImages.Dataset(50, new ImageShape(3, 9, 8)).Transform(Transforms.RandomRotation(5), Transforms.RandomErasing(1));
        using BatchReader reader = new(data, batchSize: 8, workers, Mixing.CutMix());
        int[] order = [.. Enumerable.Range(0, 50)];
        using CancellationTokenSource source = new();
        ulong epoch = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            reader.Begin(order, epoch++);
            while (reader.TryTake(out SampleBatch batch, source.Token))
            {
                reader.Return(batch);
            }
        }));
    }
}
