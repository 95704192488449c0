using System;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class ProcessGroupTests
{
    /// <summary>In the order of ranks, whoever sums them: floats whose sum is another one in any other order.</summary>
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(3, 100)]
    [InlineData(4, 33)]
    [InlineData(5, 5000)]
    public void Sums_AreTakenInTheOrderOfRanks(int size, int length)
    {
        float[][] values = [.. Enumerable.Range(0, size).Select(rank => Numbers(length, rank))];
        float[] expected = [.. Enumerable.Range(0, length).Select(i => values.Aggregate(0f, (sum, own) => sum + own[i]))];
        Assert.All(ThreadGroup.Run(size, Sum), sum => Assert.Equal(expected, sum));

        float[] Sum(ProcessGroup group)
        {
            float[] own = [.. values[group.Rank]];
            group.AllReduce(own);
            return own;
        }
    }

    [Fact]
    public void SumsOfDoubles_AreTakenInTheOrderOfRanks()
    {
        double[] expected = [0.1 + 0.2 + 0.3, 1e300 + 0 + 1e300];
        Assert.All(ThreadGroup.Run(3, Sum), sum => Assert.Equal(expected, sum));

        static double[] Sum(ProcessGroup group)
        {
            double[] own = [(group.Rank + 1) switch { 1 => 0.1, 2 => 0.2, _ => 0.3 }, group.Rank == 1 ? 0 : 1e300];
            group.AllReduce(own);
            return own;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Broadcast_ReachesAllFromAny(int size)
    {
        for (int root = 0; root < size; root++)
        {
            Assert.All(ThreadGroup.Run(size, Receive), bytes => Assert.Equal([(byte)root, 7], bytes));

            byte[] Receive(ProcessGroup group)
            {
                byte[] bytes = group.Rank == root ? [(byte)root, 7] : [255, 255];
                group.Broadcast(bytes, root);
                return bytes;
            }
        }
    }

    [Fact]
    public void Ranks_AreChecked()
    {
        ThreadGroup.Run(2, static group =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => group.Broadcast([], 2));
            Assert.Throws<ArgumentOutOfRangeException>(() => group.Broadcast([], -1));
            return 0;
        });
        Assert.Throws<AggregateException>(static () => ThreadGroup.Run(1, static _ => 0, bucketBytes: 3));
    }

    private static float[] Numbers(int length, int rank)
    {
        Random random = new(rank);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 5))))];
    }
}
