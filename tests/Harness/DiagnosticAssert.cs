using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CnnGen.Tests;

/// <summary>Compares what the generator reports with the marks in a source.</summary>
internal static class DiagnosticAssert
{
    /// <summary>The generator reports exactly what is marked, nothing crashes, and the compiler has nothing to add.</summary>
    public static GeneratorRun Reports(string markup)
    {
        GeneratorRun run = ReportsAmongOthers(markup);
        Assert.True(run.CompilerProblems().Count == 0, "the compiler adds:\n" + Lines(run.CompilerProblems()));
        return run;
    }

    /// <summary>The generator reports exactly what is marked and nothing crashes; the compiler may complain too.</summary>
    public static GeneratorRun ReportsAmongOthers(string markup)
    {
        Markup marked = Markup.Parse(markup);
        GeneratorRun run = GeneratorRun.OfParsed(marked.Source);
        DoesNotCrash(run);
        AreMarked(marked, run.Result.Diagnostics);
        return run;
    }

    /// <summary>The analyzer advises exactly what is marked, on networks with which the generator is content, in code with which the compiler is.</summary>
    public static void Advises(string markup)
    {
        Markup marked = Markup.Parse(markup);
        GeneratorRun run = GeneratorRun.OfParsed(marked.Source);
        DoesNotCrash(run);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.CompilerProblemsByHand());
        AreMarked(marked, run.Advice);
    }

    /// <summary>The generator did not throw (the compiler would say CS8785) and met no error of its own (CNN900), and the analyzer did not throw.</summary>
    public static void DoesNotCrash(GeneratorRun run)
    {
        Assert.True(run.Result.Exception is null, run.Result.Exception?.ToString());
        Assert.DoesNotContain(run.Result.Diagnostics, diagnostic => diagnostic.Id is "CNN900" or "CS8785");
        Assert.NotNull(run.Advice);
    }

    private static void AreMarked(Markup marked, IReadOnlyList<Diagnostic> diagnostics)
    {
        IEnumerable<(string Id, TextSpan Span)> actual = diagnostics
            .Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan))
            .OrderBy(found => found.SourceSpan.Start).ThenBy(found => found.Id, StringComparer.Ordinal);
        Assert.True(marked.Expected.SequenceEqual(actual), $"expected:\n{Lines(marked)}\nreported:\n{Lines(diagnostics)}");
    }

    private static string Lines(Markup markup) =>
        string.Join("\n", markup.Expected.Select(mark => $"  {mark.Id} on '{markup.Source.Substring(mark.Span.Start, mark.Span.Length)}' at {mark.Span}"));

    private static string Lines(IEnumerable<Diagnostic> diagnostics) =>
        string.Join("\n", diagnostics.Select(diagnostic =>
            $"  {diagnostic.Id} on '{diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan)}' at {diagnostic.Location.SourceSpan}: {diagnostic.GetMessage(null)}"));
}
