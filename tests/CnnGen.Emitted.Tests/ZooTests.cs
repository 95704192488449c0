using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>The networks of CnnGen.Zoo, read from its sources, compute what their attributes define, in both directions.</summary>
/// <remarks>
/// On smaller images than their own, where the definition takes too long: all filters and linear layers are there, the first linear layer reads
/// fewer pixels. Without dropout, whose draws a definition does not know.
/// </remarks>
public sealed class ZooTests
{
    private const int ElementsOfATensor = 64;
    private const int MostAttempts = 3;

    // The least rows and columns that leave something to the last pool; those that are not named keep their own.
    private static readonly (string Start, int Size)[] Reduced =
    [
        ("AlexNetOf2012", 67), ("LectureAlexNet", 67), ("AlexNet", 63), ("ZfNet", 63), ("NinImageNet", 67), ("NinCifar10", 16), ("Vgg", 32),
    ];

    private static readonly SortedDictionary<string, string> Declarations = new(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "CnnGen.Zoo"))
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs"))
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            .ToDictionary(network => network.Identifier.Text, Declaration),
        StringComparer.Ordinal);

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Concat(Declarations.Select(network => $"{network.Value} public partial class {network.Key};\n")), Widths.Widest));

    public static TheoryData<string> Names => new(Declarations.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_ComputesWhatItDeclares(string name)
    {
        using WidthScope scope = new(Widths.Supported[0]);

        // Other layers see each sample by itself.
        int samples = Declarations[name].Contains("[BatchNorm", StringComparison.Ordinal) ? 2 : 1;
        bool hasSlope = false;
        for (int seed = 1; seed <= MostAttempts && !hasSlope; seed++)
        {
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name, (ulong)seed);
            using DefinitionCheck check = new(ReferenceParser.Parse(Declarations[name]), network, seed, Widths.Supported[0], samples);
            check.Run();
            hasSlope = check.GradientsAreSlopeInOneDirection(ElementsOfATensor);
        }

        Assert.True(hasSlope, $"{name} has a kink in {MostAttempts} directions");
    }

    /// <summary>A class's attributes with the size of image that it is tested on.</summary>
    private static string Declaration(ClassDeclarationSyntax network)
    {
        int? size = Reduced.Where(reduced => network.Identifier.Text.StartsWith(reduced.Start, StringComparison.Ordinal)).Select(reduced => (int?)reduced.Size).FirstOrDefault();
        return string.Concat(network.AttributeLists.SelectMany(list => list.Attributes)
            .Where(attribute => attribute.Name.ToString() != "Dropout")
            .Select(attribute => attribute.Name.ToString() == "Input" && size is not null ? $"[Input({attribute.ArgumentList!.Arguments[0]}, {size}, {size})]" : $"[{attribute}]"));
    }
}
