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
    private static readonly Assembly Zoo = typeof(LeNet5).Assembly;

    private static readonly Type[] PublicClasses = Zoo.GetExportedTypes().Where(type => type.Namespace == "CnnGen.Zoo" && !type.IsNested).ToArray();

    private static readonly Dictionary<string, XElement> Documented = XDocument.Load(Path.ChangeExtension(Zoo.Location, ".xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Zoo);

    [Fact]
    public void EveryPublicClassButBlocks_IsATrainableNetworkInTheTable()
    {
        Type[] networks = PublicClasses.Where(type => !IsBlock(type)).OrderBy(type => type.Name, StringComparer.Ordinal).ToArray();
        Assert.Equal(ZooEntries.All.Select(entry => entry.Network).OrderBy(type => type.Name, StringComparer.Ordinal), networks);
        Assert.All(networks, type => Assert.Contains(type.GetInterfaces(), candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>)));
    }

    /// <summary>Remarks that begin with who made it and when.</summary>
    [Fact]
    public void EveryNetwork_NamesItsPaper() =>
        Assert.All(ZooEntries.All, entry => Assert.Matches("(19|20)[0-9]{2}|Caffe", Documentation(entry.Network, "remarks").Split('.')[0]));

    /// <summary>A summary that says whose figure, table or section a block is, and what shape it makes of which.</summary>
    [Fact]
    public void EveryBlock_NamesItsFigureAndItsShapes() => Assert.All(PublicClasses.Where(IsBlock), block =>
    {
        string summary = Documentation(block, "summary");
        Assert.Matches("20[0-9]{2},\\s+\"[^\"]+\",\\s+(figure|table|section)\\s+[0-9]", summary);
        Assert.Contains(" becomes", summary, StringComparison.Ordinal);
    });

    private static bool IsBlock(Type type) => type.IsSubclassOf(typeof(BlockAttribute));

    private static string Documentation(Type type, string element) => Documented[$"T:{type.FullName}"].Element(element)!.Value.Trim();
}
