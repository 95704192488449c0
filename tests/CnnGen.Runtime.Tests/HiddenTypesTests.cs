using System.ComponentModel;
using System.Linq;
using System.Reflection;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>What generated code calls has to be public. An editor does not offer it.</summary>
public sealed class HiddenTypesTests
{
    /// <summary>Of this namespace <see cref="Simd"/> alone is for people: it says how wide vectors are.</summary>
    [Fact]
    public void TypesForGeneratedCode_AreHidden()
    {
        string[] offered = [.. typeof(Simd).Assembly.GetExportedTypes()
            .Where(static type => type.Namespace == "CnnGen.Runtime" && !type.IsNested && type != typeof(Simd))
            .Where(static type => type.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never)
            .Select(static type => type.Name)];
        Assert.Empty(offered);
    }
}
