using System.Threading.Tasks;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>CNN105: a trainer whose loss applies a softmax to a network that ends with one.</summary>
public sealed class TrainerAdviceTests
{
    private const string Ends = "[Input(20)] [Linear(10), Softmax] public partial class Net;";
    private const string DoesNotEnd = "[Input(20)] [Linear(10), Softmax, Linear(5)] public partial class Net;";

    [Theory]
    [InlineData("new Trainer<Net>(net, new TrainerOptions { BatchSize = 8, Loss = {|CNN105:Loss.SoftmaxCrossEntropy|} })")]
    [InlineData("new Trainer<Net>(net, {|CNN105:new TrainerOptions|} { BatchSize = 8 })")]
    [InlineData("new Trainer<Net>(net, {|CNN105:new TrainerOptions()|})")]
    [InlineData("new Trainer<Net>(net, {|CNN105:new()|} { BatchSize = 8 })")]
    [InlineData("new Trainer<Net>(net, new TrainerOptions { Loss = {|CNN105:Loss.SoftmaxCrossEntropy with { LabelSmoothing = 0.1 }|} })")]
    [InlineData("new Trainer<Net>(net, new TrainerOptions { Loss = {|CNN105:new SoftmaxCrossEntropyLoss { LabelSmoothing = 0.1 }|} })")]
    [InlineData("new Trainer<Net>(options: new() { Loss = {|CNN105:CnnGen.Loss.SoftmaxCrossEntropy|} }, network: net)")]
    public void Trainer_IsAdvised(string trainer)
    {
        Advises(Ends, $"using var trainer = {trainer};");
        Advises(Ends, $"using var trainer = {trainer};".Replace("var trainer = new Trainer<Net>", "Trainer<Net> trainer = new"));
        Advises(DoesNotEnd, Unmarked($"using var trainer = {trainer};"));
    }

    [Theory]
    [InlineData("var options = new TrainerOptions(); using Trainer<Net> trainer = new(net, {|CNN105:options|});")]
    [InlineData("TrainerOptions options = new() { Loss = Loss.SoftmaxCrossEntropy }; using Trainer<Net> trainer = new(net, {|CNN105:options|});")]
    [InlineData("Loss loss = Loss.SoftmaxCrossEntropy; using Trainer<Net> trainer = new(net, new() { Loss = {|CNN105:loss|} });")]
    public void Locals_AreLookedThrough(string statements) => Advises(Ends, statements);

    [Theory]
    [InlineData("using Trainer<Net> trainer = new(net, new() { Loss = new Own() });")]
    [InlineData("Loss loss = Loss.SoftmaxCrossEntropy; if (net.Parameters.Count > 1) loss = new Own(); using Trainer<Net> trainer = new(net, new() { Loss = loss });")]
    [InlineData("Loss loss = Loss.SoftmaxCrossEntropy; Change(ref loss); using Trainer<Net> trainer = new(net, new() { Loss = loss });")]
    [InlineData("using Trainer<Net> trainer = new(net, Options);")]
    [InlineData("TrainerOptions options; options = Options; using Trainer<Net> trainer = new(net, options);")]
    public void WhatNobodyCanTell_IsNotAdvised(string statements) => Advises(Ends, statements);

    [Fact]
    public void Message_NamesTheLayer_AndPointsAtIt()
    {
        GeneratorRun run = GeneratorRun.Of(Ends + "class Use { void All(Net net) { using Trainer<Net> trainer = new(net, new()); } }");
        Diagnostic advice = Assert.Single(run.Advice);
        Assert.Equal(
            "Loss.SoftmaxCrossEntropy applies a softmax to the 10 outputs of Net, and softmax1, its last layer, has applied one already", advice.GetMessage(null));
        Location softmax = Assert.Single(advice.AdditionalLocations);
        Assert.Equal("Softmax", softmax.SourceTree!.GetText().ToString(softmax.SourceSpan));
    }

    [Fact]
    public void ATrainerOfAnyNetwork_IsNotAdvised() => DiagnosticAssert.Advises(
        $"using CnnGen; {Ends} class Use<T> where T : class, ITrainableNetwork<T> {{ void All(T net) {{ using Trainer<T> trainer = new(net, new()); }} }}");

    /// <summary>A reference of an editor's solution has source, which is not this project's.</summary>
    [Fact]
    public async Task ANetworkOfAnotherProject_IsNotAdvised()
    {
        Compilation other = GeneratorRun.Of(Ends).Output.WithAssemblyName("Other");
        Compilation use = GeneratorRun.Of("class Use { void All(Net net) { using Trainer<Net> trainer = new(net, new()); } }").Output;
        use = use.AddReferences(other.ToMetadataReference());
        Assert.DoesNotContain(use.GetDiagnostics(), problem => problem.Severity == DiagnosticSeverity.Error);
        Assert.Empty(await GeneratorRun.AdviceOn(use));
    }

    private static string Unmarked(string text) => Markup.Parse(text).Source;

    private static void Advises(string network, string statements) => DiagnosticAssert.Advises($$"""
        using System; using CnnGen;
        {{network}}
        public sealed record Own : Loss
        {
            protected override double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient) => 0;
        }

        public static class Use
        {
            public static TrainerOptions Options { get; } = new();

            public static void All(Net net)
            {
                {{statements}}
            }

            private static void Change(ref Loss loss) => loss = new Own();
        }
        """);
}
