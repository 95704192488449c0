using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Generator;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Tests;

/// <summary>Compiles source that declares networks, with the generator, and loads the result.</summary>
internal static class NetworkCompiler
{
    /// <summary>How sources are read, as the SDK of this repository has it.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    /// <summary>How they are compiled: as a library, optimized, with nullable reference types.</summary>
    /// <remarks>The compiler's warning about a block's unread parameters is suppressed, as the product's suppressor does where a project is built.</remarks>
    public static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: [new("CS9113", ReportDiagnostic.Suppress)]);

    /// <summary>The framework's assemblies and the product's.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is string name
            && (name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "CnnGen.Runtime.dll" or "CnnGen.Training.dll" or "CnnGen.Attributes.dll"))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    /// <summary>A compilation without sources. What is read of the references is kept with it, and need not be read again in the next test.</summary>
    public static CSharpCompilation Empty { get; } = CSharpCompilation.Create("Networks", [], References, Options);

    /// <summary>Compiles and loads; any warning or error fails the test.</summary>
    public static Assembly Compile(string source) => Compile(source, GeneratorOptions.Default);

    /// <summary>Compiles and loads networks whose arrays are placed as the test wants them.</summary>
    public static Assembly Compile(string source, MemoryOptions memory) => Compile(source, GeneratorOptions.Default with { Memory = memory });

    /// <summary>Compiles and loads networks whose code is written as the test wants it: for one vector width alone, say, in a third of the time.</summary>
    public static Assembly Compile(string source, GeneratorOptions options)
    {
        CSharpCompilation compilation = Empty.WithAssemblyName("Networks_" + Guid.NewGuid().ToString("N"))
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText("using CnnGen;\n" + source, ParseOptions, "Networks.cs"));
        CSharpGeneratorDriver.Create([new CnnGenerator(options).AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> diagnostics);
        using MemoryStream assembly = new();
        IEnumerable<Diagnostic> problems = updated.Emit(assembly).Diagnostics.Concat(diagnostics).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        string text = string.Join("\n", problems.Take(20));
        return text.Length == 0 ? Assembly.Load(assembly.ToArray()) : throw new InvalidOperationException(text + "\nin\n" + source);
    }
}
