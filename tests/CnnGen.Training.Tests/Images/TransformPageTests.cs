using System;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>docs/data.md.</summary>
public sealed class TransformPageTests
{
    [Fact]
    public void Every_transform_stands_on_the_page()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "data.md"));
        string[] missing = [.. typeof(Transforms).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.Name)
            .Where(name => !page.Contains($"`{name}(", StringComparison.Ordinal))];
        Assert.Empty(missing);
    }
}
