using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Whatever is typed, neither the generator nor the advice throws, and no error stands in what it generates or follows from it.</summary>
public sealed class RandomDeclarationTests
{
    private const int Batches = 60;
    private const int FullBatches = 30;
    private const int SampledBatches = 8;
    private const int BatchSize = 50;

    private static readonly string Regressions = Path.Combine(Repository.Root, "tests", "CnnGen.Generator.Tests", "Regressions");

    public static TheoryData<int> Seeds() => new(Campaign.Batches(Batches, FullBatches, SampledBatches));

    public static TheoryData<string> Saved() => new(Directory.EnumerateFiles(Regressions, "*.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal).OfType<string>());

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RandomText_LeavesOnlyItsOwnErrors(int seed)
    {
        RandomDeclarations declarations = new(seed);
        Check(Enumerable.Range(0, BatchSize).Select(_ => declarations.Draw()).ToArray());
    }

    /// <summary>Texts that once went wrong.</summary>
    [Theory]
    [MemberData(nameof(Saved))]
    public void SavedText_LeavesOnlyItsOwnErrors(string file) => Check([File.ReadAllText(Path.Combine(Regressions, file))]);

    /// <summary>A network is typed from its first character to its last, and the driver keeps what it can between two keystrokes.</summary>
    [Theory]
    [InlineData("[Input(3, 8, 8)]\n[Conv(4, 3, Pad = 1), ReLU(Name = \"a\"), Conv(4, 3, Pad = 1), Add(\"a\")]\n[MaxPool(2), Linear(2)]\npublic partial class N;")]
    [InlineData("namespace A { public partial class N { } [Network(Fit = Fit.Floor), Input(1, 7)] [Conv(2, 3, Stride = 3)] partial class N { const int A = 1; } }")]
    public void Typing_LeavesOnlyItsOwnErrors(string text)
    {
        GeneratorRun run = GeneratorRun.Of("");
        for (int length = 1; length <= text.Length; length++)
        {
            run = run.Replace("using CnnGen; " + text[..length]);
            Assert.True(!ErrorsOfOurOwn(run).Any(), text[..length] + "\n" + string.Join("\n", ErrorsOfOurOwn(run)));
        }

        Assert.Empty(run.CompilerProblems());
    }

    /// <summary>Every text in a namespace of its own, beside a file that uses all members of its class.</summary>
    private static void Check(string[] texts)
    {
        GeneratorRun run = GeneratorRun.Of([
            .. texts.Select((text, index) => $"namespace N{index} {{ {text}\n}}"),
            .. texts.Select((_, index) => $"namespace N{index} {{ {ShapeDiagnosticTests.Use("N")} }}"),
        ]);
        if (texts.Length > 1 && ErrorsOfOurOwn(run).Concat(Followers(run, texts.Length)).Any())
        {
            // One at a time, to show the text and nothing else.
            foreach (string text in texts)
            {
                Check([text]);
            }
        }

        // The analyzer is run, and may say what it likes.
        Assert.NotNull(run.Advice);
        string[] errors = [.. ErrorsOfOurOwn(run), .. Followers(run, texts.Length)];
        Assert.True(errors.Length == 0, $"save this text under Regressions:\n{string.Join("\n", texts)}\n{string.Join("\n", errors)}");
    }

    /// <summary>Exceptions, and errors in generated files.</summary>
    private static IEnumerable<string> ErrorsOfOurOwn(GeneratorRun run) => run.Result.Exception is { } exception
        ? [exception.ToString()]
        : run.Result.Diagnostics.Where(diagnostic => diagnostic.Id == "CNN900")
            .Concat(run.CompilerProblems().Where(problem => problem.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true))
            .Select(problem => problem.ToString());

    /// <summary>Errors where members are used of a network with which C# itself has no quarrel and to which members can be added.</summary>
    private static IEnumerable<string> Followers(GeneratorRun run, int count)
    {
        IReadOnlyList<Diagnostic> problems = run.CompilerProblems();
        HashSet<int> wrong = problems.Concat(run.Result.Diagnostics.Where(diagnostic => diagnostic.Id is "CNN006" or "CNN010" or "CNN017")).Select(IndexOf).ToHashSet();
        return problems
            .Where(problem => IndexOf(problem) - count is >= 0 and int index && !wrong.Contains(index) && IsNetwork(run.Output, index))
            .Select(problem => problem.ToString());
    }

    private static bool IsNetwork(Compilation compilation, int index) =>
        compilation.GetTypeByMetadataName($"N{index}.N")?.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "InputAttribute" } or { BaseType.Name: "LayerAttribute" }) == true;

    private static int IndexOf(Diagnostic problem) =>
        problem.Location.SourceTree?.FilePath is { } path && path.StartsWith("File", StringComparison.Ordinal) ? int.Parse(path["File".Length..^".cs".Length]) : int.MinValue;
}
