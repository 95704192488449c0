using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Names in the tables of a network, each as it goes on from the one above.</summary>
public sealed class TableTextTests
{
    [Theory]
    [InlineData("conv1 relu1", "conv1 relu1")]
    [InlineData("a.b.c a.b.d", "a.b.c .d")]
    [InlineData("a.b a.b.c", "a.b .b.c")]
    [InlineData("fire2 fire2.expand", "fire2 fire2.expand")]
    [InlineData("fire2.squeeze fire2 fire2.expand", "fire2.squeeze fire2 fire2.expand")]
    public void Name_GoesOnFromTheOneAbove(string names, string expected)
    {
        IEnumerable<string> written = TableText.Named(names.Split(' '), static name => name, static _ => "");
        Assert.Equal(expected.Split(' '), written.ToArray());
    }
}
