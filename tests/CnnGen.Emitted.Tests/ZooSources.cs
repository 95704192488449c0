using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Parsing;
using CnnGen.Tests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>The networks of CnnGen.Zoo as its sources declare them, and as attributes without blocks, which <see cref="ReferenceParser"/> reads.</summary>
internal static class ZooSources
{
    /// <summary>By the class's name; each is read when it is asked for.</summary>
    public static IReadOnlyDictionary<string, Lazy<NetworkDeclaration>> Networks { get; } = Read();

    /// <summary>A network's attributes with the layers of blocks in their place, under the names that they have there.</summary>
    /// <param name="network">The network.</param>
    /// <param name="size">The rows and columns of its image, if not its own. Blocks see the sizes that follow from it.</param>
    /// <remarks>Without dropout, whose draws a definition does not know.</remarks>
    public static string Flatten(NetworkDeclaration network, int? size)
    {
        int[] input = size is { } side ? [network.InputSizes[0], side, side] : [.. network.InputSizes];
        BoundNetwork bound = BoundNetworks.Of(network with { InputSizes = input.ToEquatableArray() });
        Assert.Empty(bound.Errors.Select(error => error.Message));
        return $"[Network(Fit = Fit.{network.Fit}), Input({string.Join(", ", input)})]"
            + string.Concat(bound.Expanded.Layers.Where(layer => layer.Kind is not ("Dropout" or "StochasticDepth")).Select(layer => $"[{Attribute(layer)}]"));
    }

    private static string Attribute(LayerDeclaration layer)
    {
        IEnumerable<string> arguments = layer.Arguments.Where(argument => argument.Name != "Name").OrderBy(argument => argument.IsPositional ? 0 : 1)
            .Select(argument => argument.IsPositional ? argument.Text : $"{argument.Name} = {argument.Text}");

        // A mark has its name as an argument. What has none here is called by its place, and dropout has no part in that.
        string? name = LayerKinds.Find(layer.Kind)!.IsMark ? null : layer.FindText("Name") ?? layer.DefaultName;
        return $"{layer.Kind}({string.Join(", ", name is null ? arguments : arguments.Append($"Name = \"{name}\""))})";
    }

    private static SortedDictionary<string, Lazy<NetworkDeclaration>> Read()
    {
        CSharpCompilation zoo = NetworkCompiler.Empty.AddSyntaxTrees(
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "CnnGen.Zoo"))
                .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs"))
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), NetworkCompiler.ParseOptions, file)));
        return new SortedDictionary<string, Lazy<NetworkDeclaration>>(
            zoo.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
                .Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "Input"))
                .ToDictionary(type => type.Identifier.Text, type => new Lazy<NetworkDeclaration>(() => Parse(zoo, type))),
            StringComparer.Ordinal);
    }

    private static NetworkDeclaration Parse(CSharpCompilation zoo, ClassDeclarationSyntax type) =>
        NetworkParser.Parse(zoo.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type), type, zoo, default)!.Spec!.Declaration;
}
