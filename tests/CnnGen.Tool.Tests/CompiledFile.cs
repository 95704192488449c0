using System.IO;
using System.Linq;
using CnnGen.Generator;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>Compiles source to an assembly's file, with what the generator adds.</summary>
internal static class CompiledFile
{
    public static void Write(string source, string path)
    {
        CSharpCompilation compilation = NetworkCompiler.Empty.WithAssemblyName(Path.GetFileNameWithoutExtension(path))
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, NetworkCompiler.ParseOptions, "Source.cs"));
        CSharpGeneratorDriver.Create([new CnnGenerator(CompiledNetwork.Options).AsSourceGenerator()], parseOptions: NetworkCompiler.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        Assert.Empty(updated.Emit(path).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
