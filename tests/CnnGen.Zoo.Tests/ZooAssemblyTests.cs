using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using CnnGen.Tests;
using CnnGen.ZooTable;
using Xunit;

namespace CnnGen.Zoo.Tests;

/// <summary>The assembly as it ships.</summary>
public sealed class ZooAssemblyTests
{
    private const long MostBytes = 6_000_000;

    private static readonly Assembly Zoo = typeof(LeNet5).Assembly;

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Zoo);

    [Fact]
    public void Assembly_IsSmall() => Assert.InRange(new FileInfo(Zoo.Location).Length, 1, MostBytes);

    [Fact]
    public void EveryPublicClass_IsATrainableNetworkInTheTable()
    {
        Type[] networks = Zoo.GetExportedTypes().Where(type => type.Namespace == "CnnGen.Zoo" && !type.IsNested).OrderBy(type => type.Name, StringComparer.Ordinal).ToArray();
        Assert.Equal(ZooEntries.All.Select(entry => entry.Network).OrderBy(type => type.Name, StringComparer.Ordinal), networks);
        Assert.All(networks, type => Assert.Contains(type.GetInterfaces(), candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>)));
    }

    /// <summary>Remarks that begin with who made it and when.</summary>
    [Fact]
    public void EveryClass_NamesItsPaper()
    {
        Dictionary<string, string> remarks = XDocument.Load(Path.ChangeExtension(Zoo.Location, ".xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("remarks")?.Value.Trim() ?? "");
        Assert.All(ZooEntries.All, entry => Assert.Matches("(19|20)[0-9]{2}|Caffe", remarks["T:" + entry.Network.FullName].Split('.')[0]));
    }
}
