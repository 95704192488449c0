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
}
