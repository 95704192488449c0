using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Advice.Rules;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Weights;
using CnnGen.Generator.Parsing;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The rooms of the generator and what each may know.</summary>
public sealed class ArchitectureTests
{
    private static readonly string GeneratorFolder = Path.Combine(Repository.Root, "src", "CnnGen.Generator");

    /// <summary>A symbol or a syntax tree in a cached model would keep whole compilations alive and make equal networks differ.</summary>
    [Fact]
    public void Model_HoldsNoRoslynType()
    {
        HashSet<Type> seen = [];
        List<string> wrong = [];
        Walk(typeof(NetworkSpec));
        Walk(typeof(LayerError));
        Walk(typeof(WeightsFile));
        Assert.Empty(wrong);
        Assert.Contains(typeof(Argument), seen);

        void Walk(Type type)
        {
            if (type.IsGenericType)
            {
                Array.ForEach(type.GetGenericArguments(), Walk);
            }

            if (type.IsArray)
            {
                Walk(type.GetElementType()!);
            }

            if (type.Assembly != typeof(NetworkSpec).Assembly || !seen.Add(type))
            {
                return;
            }

            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (field.FieldType.FullName?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true)
                {
                    wrong.Add($"{type.Name}.{field.Name}");
                }

                Walk(field.FieldType);
            }
        }
    }

    [Fact]
    public void OnlyThePipelinesParsingAndDiagnostics_KnowRoslyn()
    {
        // The analyzer is a pipeline too; its rules are not.
        string[] allowed = ["CnnGenerator.cs", "CnnGenerator.Weights.cs", "Parsing", "Diagnostics", "Advice"];
        IEnumerable<string> wrong = Sources()
            .Where(file => Path.GetRelativePath(GeneratorFolder, file).Split(Path.DirectorySeparatorChar) is var parts
                && (!allowed.Contains(parts[0]) || parts.Contains("Rules")))
            .Where(file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.Empty(wrong.Select(file => Path.GetRelativePath(GeneratorFolder, file)));
    }

    /// <summary>Rooms from the ground up: each knows those before it only.</summary>
    [Fact]
    public void Rooms_KnowOnlyWhatLiesBelow()
    {
        Dictionary<string, string[]> forbidden = new()
        {
            ["Model"] = ["Tensors", "Operations", "Shapes", "Layers", "Graph", "Lowering", "Kernels", "Emit", "Parsing", "Diagnostics", "Advice"],
            ["Graph"] = ["Kernels", "Emit", "Parsing", "Diagnostics", "Advice"],
            ["Layers"] = ["Kernels", "Emit", "Parsing", "Diagnostics", "Advice"],
            ["Shapes"] = ["Tensors", "Operations", "Graph", "Lowering", "Kernels", "Emit", "Parsing", "Diagnostics", "Advice"],
            ["Tensors"] = ["Layers", "Graph", "Kernels", "Operations", "Lowering", "Emit", "Parsing", "Diagnostics", "Advice"],
            ["Kernels"] = ["Layers", "Graph", "Operations", "Lowering", "Parsing", "Diagnostics", "Advice"],
            ["Operations"] = ["Layers", "Graph", "Lowering", "Emit", "Parsing", "Diagnostics", "Advice"],
            ["Lowering"] = ["Kernels", "Emit", "Parsing", "Diagnostics", "Advice"],
            ["Emit"] = ["Parsing", "Diagnostics", "Advice"],
            ["Parsing"] = ["Lowering", "Kernels", "Emit", "Advice"],
            ["Advice"] = ["Lowering", "Kernels", "Emit"],
        };
        List<string> wrong = [];
        foreach (string file in Sources())
        {
            string relative = Path.GetRelativePath(GeneratorFolder, file);
            if (forbidden.TryGetValue(relative.Split(Path.DirectorySeparatorChar)[0], out string[]? rooms))
            {
                string text = File.ReadAllText(file);
                wrong.AddRange(rooms.Where(room => text.Contains($"using CnnGen.Generator.{room}", StringComparison.Ordinal)).Select(room => $"{relative} knows {room}"));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void WellKnownNames_ExistInTheAttributesAssembly()
    {
        Assembly attributes = typeof(InputAttribute).Assembly;
        foreach (FieldInfo name in typeof(WellKnownNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        {
            string value = (string)name.GetRawConstantValue()!;
            Assert.True(name.Name == nameof(WellKnownNames.Namespace) || attributes.GetType(value) is not null, value);
        }

        Assert.Equal(Enum.GetNames<Fit>(), Enum.GetNames<FitMode>());
        Assert.Equal(Enum.GetNames<Padding>(), Enum.GetNames<PaddingMode>());
        Assert.Equal(Enum.GetNames<PadMode>(), Enum.GetNames<BorderMode>());
        Assert.Equal(Enum.GetNames<Precision>(), Enum.GetNames<WeightPrecision>());
        Assert.Equal(Enum.GetNames<Runtime.Initialization>(), Enum.GetNames<InitialValue>());
    }

    [Fact]
    public void EveryLayerAttribute_IsAKind_AndEveryKindHasAnAttribute()
    {
        IEnumerable<string> attributes = typeof(LayerAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract).Select(type => type.Name[..^"Attribute".Length]);
        Assert.Equal(attributes.Order(StringComparer.Ordinal), LayerKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryDiagnostic_HasAPageAndALineInTheReleases_AndANetworksErrorCannotBeSwitchedOff()
    {
        string releases = File.ReadAllText(Path.Combine(GeneratorFolder, "AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(Path.Combine(GeneratorFolder, "AnalyzerReleases.Shipped.md"));
        string list = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", "README.md"));
        foreach (DiagnosticDescriptor descriptor in Descriptors.All.Concat(AdviceDescriptors.All).Concat(WeightsDescriptors.All))
        {
            string page = Path.Combine(Repository.Root, "docs", "diagnostics", descriptor.Id + ".md");
            Assert.True(File.Exists(page), page);
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}", File.ReadAllText(page), StringComparison.Ordinal);
            // At the tag of this version, not at a branch that goes on.
            Assert.Matches($@"^https://github\.com/cnngen/cnngen/blob/v\d+\.\d+\.\d+[^/]*/docs/diagnostics/{descriptor.Id}\.md$", descriptor.HelpLinkUri);
            Assert.Contains($"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity}", releases, StringComparison.Ordinal);
            Assert.Contains($"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} |", list, StringComparison.Ordinal);

            // A network whose weights file is wrong has its code all the same.
            bool isNetworks = descriptor.DefaultSeverity == DiagnosticSeverity.Error && !WeightsDescriptors.All.Contains(descriptor);
            Assert.Equal(isNetworks, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        }
    }

    /// <summary>A rule that the table lacks would be silent.</summary>
    [Fact]
    public void EveryAdviceRule_IsInTheTable() => Assert.Equal(
        typeof(AdviceRules).Assembly.GetTypes().Where(type => type.Namespace == typeof(AdviceRules).Namespace && type.Name.EndsWith("Rule", StringComparison.Ordinal))
            .Select(type => type.Name).Order(StringComparer.Ordinal),
        AdviceRules.All.Select(rule => rule.Method.DeclaringType!.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Pipeline_StaysShort() => Assert.InRange(File.ReadAllLines(Path.Combine(GeneratorFolder, "CnnGenerator.cs")).Length, 1, 99);

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(GeneratorFolder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(GeneratorFolder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
