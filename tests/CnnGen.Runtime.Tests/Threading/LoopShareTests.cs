using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>How threads share a loop.</summary>
public sealed class LoopShareTests
{
    /// <summary>The shares follow each other from the first iteration to the last, none longer than another by more than one.</summary>
    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 5)]
    [InlineData(7, 7)]
    [InlineData(40, 1)]
    [InlineData(41, 6)]
    [InlineData(int.MaxValue, 64)]
    public void Shares_CoverTheLoopEvenly(int count, int shares)
    {
        int[] borders = Enumerable.Range(0, shares + 1).Select(share => LoopShare.First(count, share, shares)).ToArray();
        int[] lengths = borders.Zip(borders.Skip(1), (first, end) => end - first).ToArray();
        Assert.Equal(0, borders[0]);
        Assert.Equal(count, borders[^1]);
        Assert.InRange(lengths.Max() - lengths.Min(), 0, 1);
    }

    /// <summary>Three iterations for two threads leave one waiting for a fourth of the time, eight do not.</summary>
    [Theory]
    [InlineData(8, 3, 2, true)]
    [InlineData(3, 8, 2, false)]
    [InlineData(8, 4, 2, false)]
    [InlineData(5, 1, 4, true)]
    [InlineData(55, 64, 4, false)]
    public void MoreEven_IsWhatFewerThreadsWaitIn(int count, int other, int shares, bool expected) =>
        Assert.Equal(expected, LoopShare.IsMoreEven(count, other, shares));
}
