using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CnnGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Tests;

/// <summary>A project in a workspace, as an editor has it, and what the generator says of it.</summary>
internal sealed class FixWorkspace : IDisposable
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    private readonly AdhocWorkspace _workspace = new();

    public FixWorkspace(IReadOnlyList<string> sources)
    {
        Project project = _workspace.AddProject("Networks", LanguageNames.CSharp)
            .WithParseOptions(ParseOptions)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences(NetworkCompiler.References);
        for (int index = 0; index < sources.Count; index++)
        {
            Document document = project.AddDocument($"File{index}.cs", sources[index], filePath: $"File{index}.cs");
            Documents.Add(document.Id);
            project = document.Project;
        }

        Solution = project.Solution;
    }

    public Solution Solution { get; }

    public List<DocumentId> Documents { get; } = [];

    /// <summary>What the generator reports and the analyzer advises, on the workspace's own syntax trees and in the order of the text.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        Compilation compilation = (await Solution.Projects.Single().GetCompilationAsync())!;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new CnnGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return driver.GetRunResult().Results.Single().Diagnostics.Concat(await GeneratorRun.AdviceOn(output))
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ToList();
    }

    /// <summary>The documents' texts in a changed solution.</summary>
    public async Task<string[]> TextsAsync(Solution changed)
    {
        List<string> texts = [];
        foreach (DocumentId id in Documents)
        {
            texts.Add((await changed.GetDocument(id)!.GetTextAsync()).ToString());
        }

        return [.. texts];
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Hands the same diagnostics to a fix of all of them.</summary>
    internal sealed class Provider(Solution solution, IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree)?.Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
