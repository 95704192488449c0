using System.IO;
using CnnGen.Tests;
using CnnGen.ZooTable;
using Xunit;

namespace CnnGen.Zoo.Tests;

/// <summary>docs/zoo.md.</summary>
public sealed class ZooPageTests
{
    [Fact]
    public void Page_IsWhatTheCommandWrites() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "docs", "zoo.md")), ZooPage.Of(ZooEntries.All));
}
