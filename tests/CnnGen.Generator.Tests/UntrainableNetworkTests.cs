using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary><c>[Network(Training = false)]</c>: no training code, and CNN020 where somebody wants it.</summary>
public sealed class UntrainableNetworkTests
{
    private const string Net = "[Input(20), Network(Training = false)] [Linear(10)] public partial class Net;";

    [Fact]
    public void WithoutTraining_NoTrainingCodeIsWritten()
    {
        GeneratorRun run = DiagnosticAssert.Reports("using CnnGen; " + Net);
        Assert.DoesNotContain(run.Files.Keys, static name => name.Contains("Training", StringComparison.Ordinal) || name.Contains("Gradient", StringComparison.Ordinal));
        Assert.All(run.Files.Values, static text => Assert.DoesNotContain("TrainingGraph", text, StringComparison.Ordinal));
        GeneratorRun trained = GeneratorRun.Of(Net.Replace("false", "true", StringComparison.Ordinal));
        Assert.Contains("Net.Training.g.cs", trained.Files.Keys);
        Assert.Equal(GeneratorRun.Of(Net.Replace(", Network(Training = false)", "", StringComparison.Ordinal)).Files, trained.Files);
    }

    [Fact]
    public void Stubs_HaveNoTrainingEither() => DiagnosticAssert.Reports(
        "using CnnGen; [Input(1, 7, 7), Network(Training = false)] [MaxPool({|CNN001:2|})] public partial class Net; class Use { static long Any<T>() where T : class, INetwork<T> => T.MultiplyAdds; static long Net() => Any<global::Net>(); }");

    [Theory]
    [InlineData("using var trainer = new Trainer<{|CNN020:Net|}>(net, new TrainerOptions());")]
    [InlineData("using Trainer<{|CNN020:Net|}> trainer = new(net, new TrainerOptions());")]
    [InlineData("using var graph = net.{|CNN020:CreateTrainingGraph|}(8);")]
    [InlineData("using var graph = net?.{|CNN020:CreateTrainingGraph|}(8);")]
    [InlineData("net?.{|CNN020:CreateTrainingGraph|}(8).Dispose();")]
    [InlineData("Own.Same(net)?.Fork()?.Fork().{|CNN020:CreateTrainingGraph|}(8)?.Dispose();")]
    [InlineData("Own.Same(net)?.Fork()?.{|CNN020:CreateTrainingGraph|}(8)?.Dispose();")]
    [InlineData("_ = (net ?? net)?.{|CNN020:CreateTrainingGraph|}(8) is null;")]
    [InlineData("Own.Train<{|CNN020:Net|}>(net);")]
    public void WhoWantsToTrainIt_IsTold(string statement) => Says(Net, statement);

    [Theory]
    [InlineData("using var trainer = new Trainer<Net>(net, new TrainerOptions());")]
    [InlineData("using var graph = net.CreateTrainingGraph(8);")]
    [InlineData("using var graph = net?.CreateTrainingGraph(8);")]
    [InlineData("Own.Train(net);")]
    public void ANetworkWithTraining_IsNot(string statement) => Says(Net.Replace("false", "true", StringComparison.Ordinal), statement);

    [Fact]
    public void Message_NamesTheNetworkAndTheProperty()
    {
        Diagnostic error = Assert.Single(GeneratorRun.Of(Net + "class Use { void All(Net net) { using var graph = net.CreateTrainingGraph(8); } }").Advice);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Equal("Net cannot be trained: [Network(Training = false)] leaves its training code out; remove Training = false", error.GetMessage(null));
    }

    [Fact]
    public Task Fix_RemovesTheArgument_WhereverTheNetworkStands()
    {
        const string Use = "using CnnGen;\npublic static class Use { public static void All(Net net) { using var trainer = new Trainer<Net>(net, new TrainerOptions()); } }\n";
        const string Before = "using CnnGen;\n[Input(100), Network(Fit = Fit.Floor, Training = false)]\n[Linear(10)]\npublic partial class Net;\n";
        return FixAssert.FixesAsync(
            new RemoveArgumentFix(), [Before, Use], "Remove Training", [Before.Replace(", Training = false", "", StringComparison.Ordinal), Use]);
    }

    private static void Says(string network, string statement)
    {
        Markup markup = Markup.Parse("using CnnGen; " + network
            + " static class Own { public static void Train<T>(T net) where T : class, ITrainableNetwork<T> { } public static Net? Same(Net? net) => net; }"
            + " class Use { void All(Net net) { " + statement + " } }");
        GeneratorRun run = GeneratorRun.OfParsed(markup.Source);
        IEnumerable<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> said = run.Advice.Where(static one => one.Severity == DiagnosticSeverity.Error)
            .Select(static one => (one.Id, one.Location.SourceSpan));
        Assert.Equal(markup.Expected.Select(static one => (one.Id, one.Span)), said);
    }
}
