using System;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Counting samples, and what is said where there is no whole number of them.</summary>
public sealed class SampleGuardTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(784, 10, 1)]
    [InlineData(7840, 100, 10)]
    public void WholeSamples_AreCounted(int input, int output, int samples) =>
        Assert.Equal(samples, SampleGuard.Count(input, 784, output, 10));

    [Theory]
    [InlineData(783, 10)]
    [InlineData(785, 10)]
    [InlineData(784, 9)]
    [InlineData(784, 20)]
    [InlineData(0, 10)]
    [InlineData(784, 0)]
    public void OtherLengths_AreBothNamed(int input, int output)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => SampleGuard.Count(input, 784, output, 10));
        Assert.Equal($"input has {input} elements and output has {output}; N samples take N * 784 and N * 10", exception.Message);
    }

    [Fact]
    public void LengthsWhoseProductOverflows_AreTold() =>
        Assert.Throws<ArgumentException>(() => SampleGuard.Count(65_536, 1, 0, 65_536));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 783)]
    [InlineData(9, 0)]
    [InlineData(5, 5)]
    public void SpansThatOverlap_AreRefused(int input, int output)
    {
        float[] memory = new float[1000];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => SampleGuard.Count(memory.AsSpan(input, 784), 784, memory.AsSpan(output, 10), 10));
        Assert.Equal("input and output overlap; they must be apart", exception.Message);
    }

    [Theory]
    [InlineData(0, 784)]
    [InlineData(10, 0)]
    public void SpansSideBySide_AreFine(int input, int output)
    {
        float[] memory = new float[1000];
        Assert.Equal(1, SampleGuard.Count(memory.AsSpan(input, 784), 784, memory.AsSpan(output, 10), 10));
    }
}
