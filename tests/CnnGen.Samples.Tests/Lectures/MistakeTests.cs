using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using Lectures;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Samples.Tests.Lectures;

/// <summary>What the tour quotes of the compiler is what the compiler says.</summary>
public sealed class MistakeTests
{
    public static IEnumerable<object[]> Mistakes => Tour.Chapters
        .SelectMany(chapter => chapter.Mistakes.Select(mistake => new object[] { chapter.Name, mistake.Declaration, mistake.Id, mistake.Message }));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void WrongNetwork_IsReportedAsQuoted(string chapter, string declaration, string id, string message)
    {
        GeneratorRun run = GeneratorRun.OfOneWidth($"using CnnGen; {declaration} public partial class Wrong;");
        Diagnostic error = Assert.Single(run.Result.Diagnostics);
        Assert.True((id, DiagnosticSeverity.Error) == (error.Id, error.Severity), $"{chapter}: {error}");
        Assert.Equal(message, error.GetMessage(null));
    }
}
