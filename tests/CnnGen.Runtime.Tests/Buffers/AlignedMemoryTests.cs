using System;
using System.Runtime.CompilerServices;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Alignment, zeros and staying in place.</summary>
public sealed class AlignedMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_000)]
    public unsafe void Memory_IsAlignedZeroedAndStays(int length)
    {
        for (int i = 0; i < 10; i++)
        {
            AlignedMemory memory = new(length);
            nint address = (nint)Unsafe.AsPointer(ref memory.Origin);
            Assert.Equal(0, address % 64);
            Assert.Equal(length, memory.Span.Length);
            Assert.Equal(-1, memory.Span.IndexOfAnyExcept(0f));
            memory.Span.Fill(1f);
            GC.Collect();
            Assert.Equal(address, (nint)Unsafe.AsPointer(ref memory.Origin));
            Assert.Equal(-1, memory.Span.IndexOfAnyExcept(1f));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(AlignedMemory.MaxLength + 1)]
    [InlineData(int.MaxValue)]
    public void LengthThatNoMemoryHas_IsTold(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedMemory(length));

    [Fact]
    public void LongestMemory_IsTheLongestArrayWithoutTheAlignment() => Assert.Equal(AlignedMemory.MaxLength, Array.MaxLength - 16);
}
