using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using CnnGen.Generator;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Benchmarks.Typing;

/// <summary>A project in an editor: the compiler's driver runs the generator again after each edit, with what it remembers.</summary>
internal sealed class TypingProject
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    private static readonly ImmutableArray<MetadataReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is { } name
            && (name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "CnnGen.Runtime.dll" or "CnnGen.Attributes.dll"))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    /// <summary>Opens a project: the network's file first, the others behind it.</summary>
    /// <param name="network">The network's source.</param>
    /// <param name="otherFiles">How many files have nothing to do with it.</param>
    /// <param name="tracksSteps">Whether the driver notes what it does again, which takes it time.</param>
    public TypingProject(string network, int otherFiles, bool tracksSteps = false)
    {
        _compilation = CSharpCompilation.Create(
            "Project",
            LargeProject.OtherFiles(otherFiles).Prepend(network).Select((text, number) => Parse(text, $"File{number}.cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _driver = CSharpGeneratorDriver.Create(
            [new CnnGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracksSteps));
        Run();
    }

    /// <summary>The characters of all generated files.</summary>
    public int GeneratedLength => _driver.GetRunResult().Results[0].GeneratedSources.Sum(source => source.SourceText.Length);

    /// <summary>Generated files.</summary>
    public int Files => _driver.GetRunResult().Results[0].GeneratedSources.Length;

    /// <summary>Networks that the last run saw as changed.</summary>
    public int NetworksRun => _driver.GetRunResult().Results[0].TrackedSteps.TryGetValue(CnnGenerator.SpecStep, out ImmutableArray<IncrementalGeneratorRunStep> steps)
        ? steps.SelectMany(one => one.Outputs).Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
        : 0;

    /// <summary>Files that the last run handed over as another text than the run before.</summary>
    public int FilesChanged { get; private set; }

    /// <summary>Changes a file and runs the generator again.</summary>
    /// <param name="file">The file's number: 0 is the network's.</param>
    /// <param name="text">Its new text.</param>
    /// <returns>The milliseconds that the driver says the generator took.</returns>
    public double Edit(int file, string text)
    {
        SyntaxTree before = _compilation.SyntaxTrees[file];
        _compilation = _compilation.ReplaceSyntaxTree(before, Parse(text, before.FilePath));
        return Run();
    }

    /// <summary>A file's text.</summary>
    /// <param name="file">The file's number.</param>
    public string Text(int file) => _compilation.SyntaxTrees[file].ToString();

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private double Run()
    {
        HashSet<SourceText> before = [.. _driver.GetRunResult().Results.SelectMany(one => one.GeneratedSources.IsDefault ? [] : one.GeneratedSources).Select(source => source.SourceText)];
        _driver = _driver.RunGenerators(_compilation);
        GeneratorRunResult result = _driver.GetRunResult().Results[0];
        FilesChanged = result.GeneratedSources.Count(source => !before.Contains(source.SourceText));
        return result.Exception is null && result.Diagnostics.IsEmpty
            ? _driver.GetTimingInfo().GeneratorTimes[0].ElapsedTime.TotalMilliseconds
            : throw new InvalidOperationException($"the network does not compile: {result.Exception?.ToString() ?? result.Diagnostics[0].ToString()}");
    }
}
