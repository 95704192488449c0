using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Tests;

/// <summary>A project in a workspace, as an editor has it, and what the generator says of it.</summary>
/// <remarks>A fix is applied and compared by the testing library (<see cref="FixTest"/>), which does not tell what else is offered, nor tries all of it.</remarks>
internal sealed class FixWorkspace : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();

    public FixWorkspace(IReadOnlyList<string> sources)
    {
        Project project = _workspace.AddProject("Networks", LanguageNames.CSharp)
            .WithParseOptions(NetworkCompiler.ParseOptions)
            .WithCompilationOptions(NetworkCompiler.Options)
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
        GeneratorRun run = GeneratorRun.Over((CSharpCompilation)(await Solution.Projects.Single().GetCompilationAsync())!, GeneratorRun.OneWidth);
        return run.Result.Diagnostics.Concat(run.Advice)
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
}
