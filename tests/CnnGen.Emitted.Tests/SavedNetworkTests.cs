using System;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Networks that once went wrong, kept under Regressions, against their definitions.</summary>
public sealed class SavedNetworkTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "CnnGen.Emitted.Tests", "Regressions");

    public static TheoryData<string> Saved() => new(Directory.EnumerateFiles(Folder, "*.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal).OfType<string>());

    [Theory]
    [MemberData(nameof(Saved))]
    public void Network_AgreesWithItsDefinition(string file)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        Assembly assembly = NetworkCompiler.Compile(text, Widths.ToCompile);
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(assembly, "N");
            using DefinitionCheck check = new(ReferenceParser.Parse(text), network, seed: 1, bits);
            check.Run();
            check.GradientsAreSlopes();
        }
    }

    [Fact]
    public void DrawnNetworks_AreReadAsTheyWereWritten()
    {
        foreach (string declaration in RandomNetworkTests.Declarations)
        {
            Assert.Equal(declaration, ReferenceParser.Parse(declaration).Declaration);
        }
    }
}
