using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Model;
using CnnGen.Tests;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Edits in a large project: what they make the generator do again, and that what it remembers shows in nothing but time.</summary>
public sealed class TypingTests
{
    private const int OtherFiles = 200;
    private const string Small = "[Input(2, 12, 12)] [Conv(8, 3, Pad = 1), ReLU] [Linear(3)] public partial class Small;";

    [Fact]
    public void UnrelatedEdit_RunsNothingAgain()
    {
        GeneratorRun start = Project();
        GeneratorRun run = start.Edit("int sum = 0;", "int sum = 1;", file: 100);
        Steps.NothingIsRegenerated(run);
        Assert.All(start.Texts, pair => Assert.Same(pair.Value, run.Texts[pair.Key]));
    }

    [Fact]
    public void AddedFile_RunsNothingAgain() => Steps.NothingIsRegenerated(Project().Add("namespace Project; class Added;"));

    [Fact]
    public void EditedArgument_RunsItsNetworkAlone()
    {
        GeneratorRun start = Project();
        GeneratorRun run = start.Edit("[Conv(256, 3, Pad = 1, Name = \"layer3.2.conv2\")", "[Conv(272, 3, Pad = 1, Name = \"layer3.2.conv2\")");
        Steps.Regenerated(run, networks: 1);
        Assert.All(start.Texts.Where(pair => pair.Key.StartsWith("Small", StringComparison.Ordinal)), pair => Assert.Same(pair.Value, run.Texts[pair.Key]));
    }

    [Fact]
    public void EditedArgument_LeavesMostKernelFilesAsTheyWere()
    {
        GeneratorRun start = Project();
        GeneratorRun run = start.Edit("[Conv(256, 3, Pad = 1, Name = \"layer3.2.conv2\")", "[Conv(272, 3, Pad = 1, Name = \"layer3.2.conv2\")");
        int same = run.Texts.Count(file => start.Texts.TryGetValue(file.Key, out SourceText? before) && ReferenceEquals(before, file.Value));
        Assert.InRange(same, run.Texts.Count / 2, run.Texts.Count - 1);
    }

    [Fact]
    public void Memory_ChangesNoByte()
    {
        string first = LargeProject.ResNet50();
        string other = first.Replace("[Input(3, 224, 224)", "[Input(3, 160, 192)", StringComparison.Ordinal);
        KernelText.Forget();
        IReadOnlyDictionary<string, string> fresh = Files(first);
        IReadOnlyDictionary<string, string> warm = Files(first);
        Files(other);
        IReadOnlyDictionary<string, string> mixed = Files(first);
        KernelText.Forget();
        Files(other);
        IReadOnlyDictionary<string, string> behindAnother = Files(first);
        Assert.Equal(fresh, warm);
        Assert.Equal(fresh, mixed);
        Assert.Equal(fresh, behindAnother);
    }

    [Fact]
    public void Threads_ChangeNoByte()
    {
        string[] sources = [LargeProject.Chain(20), LargeProject.Chain(24), LargeProject.Chain(20).Replace("28, 28", "28, 30", StringComparison.Ordinal)];
        KernelText.Forget();
        List<IReadOnlyDictionary<string, string>> alone = [.. sources.Select(Files)];
        KernelText.Forget();
        IReadOnlyDictionary<string, string>[] together = new IReadOnlyDictionary<string, string>[12];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, run => together[run] = Files(sources[run % sources.Length]));
        Assert.All(together.Index(), run => Assert.Equal(alone[run.Index % sources.Length], run.Item));
    }

    [Fact]
    public void Layers_OfOneStructure_ShareOneKernelWhateverTheirNames()
    {
        string layers = string.Concat(new[] { "a", "b", "c", "d" }.Select(name => $"[Conv(16, 5, Pad = 2, Name = \"{name}\"), ReLU]"));
        string text = GeneratorRun.Of("[Input(16, 8, 8)] " + layers + " public partial class Net;").Files["Net.Programs.g.cs"];

        // The last one differs: nothing pads what it writes.
        string[] calls = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("K.Convolve", StringComparison.Ordinal) && line.Contains("ref weights", StringComparison.Ordinal))];
        Assert.Equal(4, calls.Length);
        Assert.Single(calls[..3].Select(call => call.Split('(')[0]).Distinct());
    }

    /// <summary>A network with many wrong joins takes long to check, since each mend is tried out; the next keystroke ends that.</summary>
    [Fact]
    public void CheckThatIsCancelled_StopsAtTheNextLayer() => Assert.Throws<OperationCanceledException>(() => GraphBuilder.Build(
        new NetworkDeclaration(new[] { 8 }.ToEquatableArray(), new[] { new LayerDeclaration("ReLU", default) }.ToEquatableArray(), FitMode.Exact), new ErrorList(), new CancellationToken(canceled: true)));

    [Fact]
    public void Memo_StaysWithinItsBound()
    {
        int computed = 0;
        Memo<int, string> memo = new(
            key =>
            {
                computed++;
                return new string('x', key % 3);
            },
            _ => 1,
            capacity: 10);
        for (int key = 0; key < 1000; key++)
        {
            Assert.Equal(key % 3, memo[key].Length);
            Assert.Equal(0, memo[0].Length); // asked for all the time, so never forgotten
            Assert.InRange(memo.Count, 1, 22);
        }

        Assert.Equal(1000, computed);
    }

    private static GeneratorRun Project() =>
        GeneratorRun.OfParsed([LargeProject.ResNet50(), "using CnnGen; " + Small, .. LargeProject.OtherFiles(OtherFiles)]);

    private static IReadOnlyDictionary<string, string> Files(string source) => GeneratorRun.OfParsed(source).Files;
}
