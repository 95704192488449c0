using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.Generator.Advice;
using CnnGen.Generator.Diagnostics;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What is advised on networks without errors, and where.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("[Conv(6, 5)] [{|CNN102:Conv|}(16, 5), ReLU]")]
    [InlineData("[Conv(6, 5), Dropout(0.5)] [{|CNN102:Conv|}(16, 5), ReLU]")]
    [InlineData("[Conv(6, 5), AvgPool(2)] [{|CNN102:Conv|}(16, 5), ReLU]")]
    [InlineData("[Conv(6, 5), MaxPool(2)] [Conv(16, 5), ReLU]")]
    [InlineData("[Conv(6, 5), ReLU, AvgPool(2)] [Conv(16, 5), ReLU]")]
    [InlineData("[Conv(6, 25)] [{|CNN102:Linear|}(10)]")]
    [InlineData("[Conv(6, 5, Pad = 2, Name = \"features\"), AvgPool(28), Flatten, Dropout(0.1), {|CNN102:Linear|}(10)]")]
    [InlineData("[Linear(120)] [{|CNN102:Linear|}(84)] [{|CNN102:Linear|}(10)]")]
    [InlineData("[Linear(120)] [Softmax] [Linear(84)]")]
    [InlineData("[Linear(784), Dropout(0), {|CNN102:Linear|}(784)]")]
    public void TwoLinearMaps_AreOne(string layers) => Advises($"[Input(1, 28, 28)] {layers} partial class N;");

    [Theory]
    [InlineData("[{|CNN101:Conv|}(8, 3), BatchNorm, ReLU]")]
    [InlineData("[Conv(8, 3, Bias = {|CNN101:true|}), BatchNorm(Affine = false), ReLU]")]
    [InlineData("[{|CNN101:Conv|}(16, 5, Groups = 16), BatchNorm, ReLU, {|CNN101:Linear|}(20), BatchNorm, ReLU]")]
    [InlineData("[{|CNN101:Conv|}(8, 3, Name = \"a\"), ReLU(From = Tensor.Input, Name = {|CNN103:\"b\"|}), BatchNorm(From = \"a\")]")]
    [InlineData("[{|CNN101:DepthwiseConv|}(3), BatchNorm, ReLU, DepthwiseConv(3, Bias = {|CNN101:true|}), BatchNorm, ReLU]")]
    [InlineData("[{|CNN101:Linear|}(16), BatchNorm]")]
    [InlineData("[Conv(8, 5, Bias = false), BatchNorm, ReLU, Linear(20, Bias = false), BatchNorm]")]
    [InlineData("[Conv(16, 3, Pad = 1, Name = \"a\"), BatchNorm, Add(\"a\"), ReLU]")]
    [InlineData("[Conv(16, 3, Pad = 1, Name = \"a\"), BatchNorm, Concat(\"a\"), ReLU]")]
    [InlineData("[Conv(16, 3, Pad = 1, Name = \"a\"), BatchNorm, ReLU(From = \"a\"), Add(\"bn1\")]")]
    [InlineData("[Conv(8, 3), Dropout(0.1), BatchNorm, ReLU]")]
    [InlineData("[Conv(8, 3), AvgPool(2), BatchNorm, ReLU]")]
    [InlineData("[Conv(8, 3), ReLU, BatchNorm]")]
    [InlineData("[Conv(8, 7), Flatten, BatchNorm]")]
    [InlineData("[BatchNorm, BatchNorm]")]
    [InlineData("[{|CNN101:Conv|}(8, 3), InstanceNorm, ReLU]")]
    [InlineData("[Conv(8, 3), GroupNorm(4), ReLU, Conv(8, 3), GroupNorm(8), ReLU, Linear(10), LayerNorm, ReLU]")]
    public void BiasUnderBatchNorm_IsAdvised(string layers) => Advises($"[Input(16, 8, 8)] {layers} partial class N;");

    /// <summary>A normalisation is no map of its own, and keeps two maps no more apart than Dropout does.</summary>
    [Theory]
    [InlineData("[Conv(16, 3, Bias = false), BatchNorm, ReLU]")]
    [InlineData("[BatchNorm, Conv(16, 3), ReLU]")]
    [InlineData("[BatchNorm, BatchNorm(Affine = false), Linear(10)]")]
    [InlineData("[Conv(16, 3, Bias = false), BatchNorm, ReLU, Conv(16, 3, Bias = false), BatchNorm(Affine = false), Tanh]")]
    [InlineData("[Conv(16, 3, Bias = false), BatchNorm, {|CNN102:Conv|}(16, 3), ReLU]")]
    [InlineData("[Conv(16, 3, Bias = false), BatchNorm(Affine = false), {|CNN102:Conv|}(16, 3), ReLU]")]
    [InlineData("[Conv(16, 3, Pad = 1, Bias = false, Groups = 16), BatchNorm, Conv(16, 1), ReLU]")]
    public void Normalisation_IsNoMap(string layers) => Advises($"[Input(16, 8, 8)] {layers} partial class N;");

    /// <summary>Pairs that are not the map that one layer would be.</summary>
    [Theory]
    [InlineData("[Conv(16, 3, Groups = 16)] [Conv(32, 1), ReLU]")]
    [InlineData("[Conv(32, 1)] [Conv(32, 3, Groups = 32), ReLU]")]
    [InlineData("[DepthwiseConv(3)] [Conv(32, 1), ReLU]")]
    [InlineData("[Conv(32, 1)] [DepthwiseConv(3), ReLU]")]
    [InlineData("[Conv(16, 3, KernelHeight = 1)] [Conv(16, 3, KernelWidth = 1), ReLU]")]
    [InlineData("[Conv(48, 1), ReLU, Conv(48, 3, Groups = 48), ReLU, Conv(8, 1)] [Conv(48, 1), ReLU]")]
    [InlineData("[Conv(8, 1)] [Conv(32, 3, Pad = 1), ReLU]")]
    [InlineData("[Linear(8)] [Linear(64), ReLU]")]
    public void FactoredMaps_AreFine(string layers) => Advises($"[Input(16, 8, 8)] {layers} partial class N;");

    [Theory]
    [InlineData("[Conv(16, 3, KernelHeight = 1)] [{|CNN102:Conv|}(16, 3, KernelHeight = 1), ReLU]")]
    [InlineData("[Conv(16, 1)] [{|CNN102:Conv|}(16, 3), ReLU]")]
    [InlineData("[Conv(8, 5)] [{|CNN102:Linear|}(10)]")]
    [InlineData("[Conv(8, 1)] [{|CNN102:Conv|}(8, 1)]")]
    public void MapsThatOnlyLookFactored_AreOne(string layers) => Advises($"[Input(16, 8, 8)] {layers} partial class N;");

    /// <summary>There are 2^60 ways from the input to the last sum.</summary>
    [Fact]
    public void JoinsOfJoins_AreWalkedOnce() => Advises(
        $"[Input(4)] [ReLU] {string.Concat(Enumerable.Range(1, 60).Select(number => $"[Add(\"{(number == 1 ? "relu1" : $"add{number - 1}")}\")] "))} [Linear(3)] partial class N;");

    [Fact]
    public void TwoSequenceMaps_AreOne() => Advises("[Input(4, 32)] [Conv(8, 15)] [{|CNN102:Conv|}(8, 15), ReLU] partial class N;");

    [Theory]
    [InlineData("[Conv(16, 3, Pad = 1), {|CNN103:ReLU|}] [Conv(16, 3, From = \"skip\"), ReLU]")]
    [InlineData("[Conv(16, 3, Name = {|CNN103:\"dead\"|})] [Conv(16, 3, From = \"skip\"), ReLU]")]
    [InlineData("[{|CNN103:Linear|}(10)] [{|CNN103:Linear|}(20, From = \"skip\")] [Linear(30, From = \"skip\")]")]
    [InlineData("[Conv(16, 3, Pad = 1), ReLU] [Conv(8, 1, From = \"skip\"), ReLU, Concat(\"relu2\")]")]
    public void DeadBranch_IsAdvised(string layers) => Advises($"[Input(16, 8, 8)] [Conv(16, 5, Pad = 2), ReLU(Name = \"skip\")] {layers} partial class N;");

    [Theory]
    [InlineData("[Linear(10), {|CNN104:Dropout|}(0.5)]")]
    [InlineData("[Linear(10), {|CNN104:Dropout|}(0.5), Softmax]")]
    [InlineData("[Linear(10), {|CNN104:Dropout|}(0.5), ReLU, Flatten]")]
    [InlineData("[{|CNN104:Dropout|}(0.5)]")]
    [InlineData("[Linear(10), Dropout(0)]")]
    [InlineData("[Dropout(0.5), Linear(10)]")]
    [InlineData("[Linear(20), ReLU(Name = \"a\"), Dropout(0.5), Add(\"a\")]")]
    public void LastDropout_IsAdvised(string layers) => Advises($"[Input(20)] {layers} partial class N;");

    [Theory]
    [InlineData("[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)] [{|CNN106:Linear|}(10)]")]
    [InlineData("[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)] [Flatten, Dropout(0.5)] [{|CNN106:Linear|}(10), ReLU, Linear(10)]")]
    [InlineData("[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(4), Conv(6, 3), ReLU] [Linear(10)]")]
    [InlineData("[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, AvgPool(28)] [Linear(10)]")]
    [InlineData("[Input(1, 28, 28)] [Linear(10)]")]
    [InlineData("[Input(1, 28, 28)] [ReLU] [Linear(10)]")]
    [InlineData("[Input(1, 28, 28)] [Linear(28), ReLU] [Linear(10)]")]
    [InlineData("[Input(1, 100)] [Conv(6, 5), ReLU, MaxPool(2)] [{|CNN106:Linear|}(10)]")]
    [InlineData("[Input(1, 100)] [Conv(6, 49), ReLU, MaxPool(2)] [Linear(10)]")]
    [InlineData("[Input(1, 8, 40)] [Conv(6, 5), ReLU] [{|CNN106:Linear|}(10)]")]
    public void NarrowView_IsAdvised(string network) => Advises($"{network} partial class N;");

    [Theory]
    [InlineData("[Conv(6, 3, Stride = 4, Pad = {|CNN107:1|}, Fit = Fit.Floor), ReLU]")]
    [InlineData("[Conv(6, 3, Stride = 4, PadHeight = {|CNN107:1|}, Fit = Fit.Floor), ReLU]")]
    [InlineData("[MaxPool(3, Pad = {|CNN107:1|}, Fit = Fit.Floor)]")]
    [InlineData("[Conv(6, 3, Stride = 4, PadLeft = 1, PadRight = {|CNN107:1|}, Fit = Fit.Floor), ReLU]")]
    [InlineData("[Conv(6, 3, Stride = 4, PadLeft = 1, PadTop = 1, Fit = Fit.Floor), ReLU]")]
    [InlineData("[MaxPool(3, Pad = 1, Fit = Fit.Ceil)]")]
    [InlineData("[Conv(6, 3, Stride = 2, Pad = 1, Fit = Fit.Floor), ReLU]")]
    [InlineData("[Conv(6, 3, Pad = 1), ReLU]")]
    [InlineData("[Conv(6, 3, Stride = 4, Fit = Fit.Floor), ReLU]")]
    public void PaddingThatNoWindowReaches_IsAdvised(string layer) => Advises($"[Input(1, 12, 12)] {layer} partial class N;");

    [Fact]
    public void RowsAndColumnsOfDifferentSizes_AreAdvisedEachByItself() => Advises(
        "[Input(1, 12, 16)] [Conv(6, 3, Stride = 4, Pad = {|CNN107:{|CNN107:1|}|}, Fit = Fit.Floor), ReLU] partial class N;");

    [Theory]
    [InlineData("[Conv(6, 3), ReLU(Name = {|CNN108:\"a\"|}), MaxPool(2)]")]
    [InlineData("[Conv(6, 3, Name = \"a\"), ReLU, MaxPool(2)]")]
    [InlineData("[Conv(6, 3), ReLU(Name = \"a\"), Conv(6, 1), ReLU, Add(\"a\")]")]
    [InlineData("[Conv(6, 3), ReLU(Name = \"a\"), MaxPool(2), ReLU(From = \"a\", Name = {|CNN108:\"b\"|}), Tanh]", "MaxPool")]
    [InlineData("[Conv(6, 3), ReLU, Softmax(Name = \"probabilities\")]")]
    public void NameThatNothingUses_IsAdvised(string layers, string? dead = null) => Advises(
        $"[Input(1, 8, 8)] {(dead is null ? layers : layers.Replace(dead, $"{{|CNN103:{dead}|}}", StringComparison.Ordinal))} partial class N;");

    [Fact]
    public void Messages_AreOneSentenceWithTheNumbers()
    {
        Assert.Equal(
            "the bias of conv1 is wasted: bn1 takes the mean of each channel off again, and its 2,000 parameters change nothing; Bias = false leaves them out",
            Message("[Input(1, 28, 28)] [Conv(2000, 25), BatchNorm, ReLU]"));
        Assert.Equal(
            "conv2 takes the output of conv1 with no activation between them: the two are one linear map from 1x28x28 to 16x20x20",
            Message("[Input(1, 28, 28)] [Conv(6, 5)] [Conv(16, 5), ReLU]"));
        Assert.Equal(
            "no layer reads the output 16x6x6 of conv1: its 2,320 parameters and 82,944 multiply-adds a sample are in vain",
            Message("[Input(16, 8, 8)] [Conv(16, 3)] [Conv(16, 3, From = Tensor.Input), ReLU]"));
        Assert.Equal("no layer reads the output 16x8x8 of relu1", Message("[Input(16, 8, 8)] [ReLU] [Conv(16, 3, From = Tensor.Input), ReLU]"));
        Assert.Equal(
            "Dropout is the last layer: in training it sets 12.5 % of the 10 outputs to 0 before the loss sees them",
            Message("[Input(20)] [Linear(10), Dropout(0.125)]"));
        Assert.Equal(
            "only Softmax is behind Dropout: in training it sets 50 % of the 10 outputs to 0 before the loss sees them",
            Message("[Input(20)] [Linear(10), Dropout(0.5), Softmax]"));
        Assert.Equal(
            "an element of the 6x14x14 that fc1 takes sees 6 of the input's 28 rows and columns, less than half; more layers, larger strides or pooling in front widen its receptive field",
            Message("[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)] [Linear(10)]"));
        Assert.Equal(
            "no window reaches the padding behind the input, nor its last 2 rows and columns: (12 - 3 + 2*1) / 4 + 1 = 3.75; Pad = 0 gives an output of the same size",
            Message("[Input(1, 12, 12)] [Conv(6, 3, Stride = 4, Pad = 1, Fit = Fit.Floor), ReLU]"));
        Assert.Equal(
            "no From, Add or Concat asks for 'a', and ReLU has no parameters to save under the name",
            Message("[Input(1, 8, 8)] [ReLU(Name = \"a\")] [Conv(6, 3), ReLU]"));
    }

    [Fact]
    public void PreviousLayer_IsASecondPlace()
    {
        Diagnostic pair = Assert.Single(GeneratorRun.Of("[Input(1, 28, 28)] [Conv(6, 5), Dropout(0.1)] [Linear(10)] partial class N;").Advice, advice => advice.Id == "CNN102");
        Location first = Assert.Single(pair.AdditionalLocations);
        Assert.Equal("Conv", first.SourceTree!.GetText().ToString(first.SourceSpan));
    }

    /// <summary>Errors come first: what is advised on half a network may be wrong of the whole.</summary>
    [Theory]
    [InlineData("[Input(1, 28, 28)] [Linear(10)] [Linear(10, Name = \"fc1\")] partial class N;")]
    [InlineData("[Input(1, 28, 28)] [Linear(10)] [Linear(10)] class N;")]
    [InlineData("[Input(1, 28, 28)] [Linear(10)] [Linear(10)] partial class N<T>;")]
    [InlineData("[Linear(10)] [Linear(10)] partial class N;")]
    [InlineData("[Input(1, 28, 28), Input(1, 28, 28)] [Linear(10)] [Linear(10)] partial class N;")]
    [InlineData("[Input(1, 28, 28)] [Linear(10)] [Linear(10)] partial class N; [Linear(3)] partial class N;")]
    [InlineData("[Input(1, 28, 28)] [Linear(10)] [Linear(10)] partial class N { int _cnnGen; }")]
    [InlineData("[Budget(Parameters = 1)] [Input(1, 28, 28)] [Linear(10)] [Linear(10)] partial class N;")]
    [InlineData("[Input(1, 28, 28)] [Linear(10)] [Linear(10)] [Linear()] partial class N;")]
    [InlineData("[Input(1, 28, 28)] [Linear(10)] [Linear(10)] partial struct N;")]
    public void NetworksWithErrors_AreNotAdvised(string source) => Assert.Empty(GeneratorRun.Of(source).Advice);

    [Theory]
    [InlineData("#pragma warning disable CNN102\n[Input(9)] [Linear(10)] [Linear(10)] partial class N;")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"CnnGen.Advice\", \"CNN102\")] [Input(9)] [Linear(10)] [Linear(10)] partial class N;")]
    [InlineData("[module: System.Diagnostics.CodeAnalysis.SuppressMessage(\"CnnGen.Advice\", \"CNN102:Pair\")] [Input(9)] [Linear(10)] [Linear(10)] partial class N;")]
    public void Advice_IsSuppressed(string source)
    {
        Assert.Empty(GeneratorRun.Of("\n" + source).Advice);
        Assert.Equal(
            "CNN102", Assert.Single(GeneratorRun.Of("\n" + source.Replace("CNN102", "CNN103", StringComparison.Ordinal)).Advice).Id);
    }

    /// <summary>As <c>dotnet_diagnostic.CNN102.severity</c> of an .editorconfig does it.</summary>
    [Theory]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData(ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    [InlineData(ReportDiagnostic.Suppress, null)]
    public async Task Severity_IsConfigured(ReportDiagnostic option, DiagnosticSeverity? severity)
    {
        Compilation compilation = GeneratorRun.Of("[Input(9)] [Linear(10)] [Linear(10)] partial class N;").Output;
        compilation = compilation.WithOptions(((CSharpCompilationOptions)compilation.Options).WithSpecificDiagnosticOptions([new("CNN102", option)]));
        IReadOnlyList<Diagnostic> advice = await GeneratorRun.AdviceOn(compilation);
        Assert.Equal(severity is null ? [] : [severity.Value], advice.Select(diagnostic => diagnostic.Severity));
    }

    [Fact]
    public void GeneratedNetworks_AreNotAdvised() => Assert.Empty(
        GeneratorRun.OfParsed("// <auto-generated/>\nusing CnnGen; [Input(9)] [Linear(10)] [Linear(10)] partial class N;").Advice);

    [Fact]
    public void EveryRule_IsAConfigurableOne()
    {
        Assert.Equal(
            AdviceDescriptors.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            new NetworkAdviceAnalyzer().SupportedDiagnostics.Where(rule => rule.DefaultSeverity != DiagnosticSeverity.Error).Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.All(AdviceDescriptors.All, rule =>
        {
            Assert.Equal("CnnGen.Advice", rule.Category);
            Assert.True(rule.IsEnabledByDefault);
            Assert.NotEqual(DiagnosticSeverity.Error, rule.DefaultSeverity);
            Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags);
        });
    }

    private static string Message(string network) => Assert.Single(GeneratorRun.Of($"{network} partial class N;").Advice).GetMessage(null);

    private static void Advises(string source) => DiagnosticAssert.Advises("using CnnGen; " + source);
}
