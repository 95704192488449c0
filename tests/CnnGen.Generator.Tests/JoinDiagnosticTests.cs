using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Names and joins: what is bound to what, and what is said where it cannot be.</summary>
public sealed class JoinDiagnosticTests
{
    /// <summary>A name must be one that a saved file can have.</summary>
    [Theory]
    [InlineData("[Input(4), Linear(2, Name = {|CNN004:\"\\ud83d\"|})]")]
    [InlineData("[Input(4), Linear(2, Name = {|CNN004:\"a\\ude00b\"|})]")]
    [InlineData("[Input(4), Linear(2, Name = {|CNN004:\"\\ude00\\ud83d\"|})]")]
    [InlineData("[Input(4), Linear(2, Name = {|CNN004:\"\\ud83d\\ud83d\\ude00\"|})]")]
    [InlineData("[Input(4), Linear(2, Name = \"\\ud83d\\ude00\")]")]
    public void NameOfHalfAPair_IsReported(string attributes) => DiagnosticAssert.Reports($"using CnnGen; {attributes} public partial class Wrong;");

    [Theory]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add(Tensor.Input)]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1, Name = \"a\"), ReLU(Name = \"b\"), Conv(3, 3, Pad = 1), Add(\"a\", \"b\", \"conv2\")]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 3, Pad = 1), ReLU, Concat(\"conv1\", Tensor.Input, Order = ConcatOrder.RunningFirst), Linear(2)]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 3, Pad = 1, Name = nameof(Net)), ReLU, Add(nameof(Net))]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 3, Pad = 1), ReLU, Add(new[] { \"conv1\" })]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 3, Pad = 1), ReLU, Add(new string[] { \"conv1\", \"relu1\" })]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 3, Pad = 1), ReLU, Add(names: \"conv1\")]")]
    [InlineData("[Input(10), Linear(10), ReLU, Linear(10), Add(Tensor.Input)]")]
    [InlineData("[Input(10), Linear(10), ReLU, Linear(3), Concat(Tensor.Input, \"fc1\")]")]
    [InlineData("[Input(2, 10), Conv(2, 3, Pad = 1), ReLU, Add(Tensor.Input)]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 1, Name = \"a\"), ReLU, Conv(5, 1, From = Tensor.Input), ReLU, Concat(\"a\")]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Subtract(Tensor.Input), Multiply(\"conv1\", \"subtract1\"), Max(Tensor.Input, \"conv1\"), Average(\"max1\", \"multiply1\")]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), ReLU, Subtract(\"conv1\", Order = ConcatOrder.RunningFirst)]")]
    [InlineData("[Input(3, 8, 8), Conv(5, 1, Name = \"x\"), GlobalAvgPool, Linear(2), ReLU, Linear(5), Sigmoid, Multiply(\"x\")]")]
    [InlineData("[Input(3, 8, 8), Conv(5, 1, Name = \"x\"), GlobalAvgPool(Name = \"g\"), Tanh(From = \"x\"), Add(\"g\"), Max(\"g\", \"x\")]")]
    [InlineData("[Input(3, 8), GlobalAvgPool, Linear(3), Multiply(\"pool1\")]")]
    public void BoundNames_AreANetwork(string attributes) =>
        DiagnosticAssert.Reports($"using CnnGen; {attributes} public partial class Net;" + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add({|CNN013:\"conv2\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1, From = {|CNN013:\"nope\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add(\"conv1\", {|CNN013:\"a\"|}, {|CNN013:\"b\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add(new[] { \"conv1\", {|CNN013:\"a\"|} })]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add(names: {|CNN013:\"a\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add({|CNN013:\"Conv1\"|})]")]
    [InlineData("[Input(8), ReLU(Name = {|CNN004:\"a b\"|}), Add({|CNN013:\"a_b\"|})]")]
    [InlineData("[Input(8), ReLU(Name = {|CNN004:Tensor.Input|}), Add({|CNN013:\"<imput>\"|})]")]
    [InlineData("[Input(8), Linear(8), Add({|CNN013:\"fc_1\"|}), Linear(8, Name = {|CNN011:\"fc1\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add({|CNN013:\"in\" + \"put\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), {|CNN004:Add|}(null)]", true)]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add({|CNN014:\"add1\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add({|CNN014:\"relu1\"|}), ReLU]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Pad = 1, From = {|CNN014:\"last\"|}), ReLU, ReLU(Name = \"last\")]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 3, Pad = 1), Add({|CNN015:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3), Add({|CNN015:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3), Concat({|CNN015:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), Conv(3, 3, Name = \"a\"), ReLU, Conv(3, 3), Concat({|CNN015:\"a\"|}, {|CNN015:\"relu1\"|})]")]
    [InlineData("[Input(3, 8, 8), Flatten, Concat({|CNN015:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 1, Name = \"x\"), GlobalAvgPool, Conv(3, 1), Sigmoid, Multiply({|CNN015:\"x\"|})]")]
    [InlineData("[Input(3, 8, 8), Conv(4, 1, Name = \"x\"), Linear(3), Multiply({|CNN015:\"x\"|})]")]
    [InlineData("[Input(3, 8, 8), GlobalMaxPool(Name = \"g\"), Conv(3, 2, From = Tensor.Input, Name = \"c\"), Max(\"g\", {|CNN015:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), GlobalMaxPool(Name = \"g\"), Conv(3, 2, From = Tensor.Input, Name = \"c\"), Average(Tensor.Input, {|CNN015:\"c\"|}, From = \"g\")]")]
    [InlineData("[Input(3, 8, 8), AvgPool(8, KernelWidth = 1, StrideWidth = 1), Multiply({|CNN015:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), {|CNN004:Multiply|}, {|CNN004:Subtract|}, {|CNN004:Average|}(), {|CNN004:Max|}()]")]
    [InlineData("[Input(3, 8, 8), ReLU, Subtract(\"relu1\", {|CNN004:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), ReLU, Subtract(\"relu1\", Order = {|CNN004:(ConcatOrder)2|})]")]
    [InlineData("[Input(3, 8, 8), {|CNN004:Add|}]")]
    [InlineData("[Input(3, 8, 8), {|CNN004:Concat|}()]")]
    [InlineData("[Input(3, 8, 8), Concat(Tensor.Input, Order = {|CNN004:(ConcatOrder)2|})]")]
    [InlineData("[Input(3, 8, 8), ReLU(Name = {|CNN004:Tensor.Input|})]")]
    [InlineData("[Input(3, 8, 8), ReLU(Name = {|CNN004:\"a b\"|})]")]
    [InlineData("[Input(3, 8, 8), ReLU(Name = {|CNN011:\"relu2\"|}), ReLU]")]
    [InlineData("[Input(3, 8, 8), ReLU(Name = \"a\"), Tanh(Name = {|CNN011:\"a\"|})]")]
    public void WrongName_IsReportedWhereItStands(string attributes, bool compilerToo = false)
    {
        string markup = $"using CnnGen; {attributes} public partial class Net;" + ShapeDiagnosticTests.Use("Net");
        if (compilerToo)
        {
            // null is a warning of nullable reference types as well, the user's own.
            DiagnosticAssert.ReportsAmongOthers(markup);
        }
        else
        {
            DiagnosticAssert.Reports(markup);
        }
    }

    [Fact]
    public void UnknownName_SaysTheNearest_AndOffersIt()
    {
        Diagnostic unknown = Only("[Input(3, 8, 8), Conv(3, 3, Pad = 1), ReLU(Name = \"shortcut\"), Conv(3, 3, Pad = 1), Add(\"shortcat\")]");
        Assert.Equal("no earlier output is named 'shortcat'; the nearest is 'shortcut'", unknown.GetMessage(null));
        Assert.StartsWith("\"shortcut\"", unknown.Properties["@here"], StringComparison.Ordinal);
        Assert.Equal("ReLU", TextAt(unknown.AdditionalLocations.Single()));
    }

    [Theory]
    [InlineData("skp", "skip")]
    [InlineData("SKIN", "skin,skip")]
    [InlineData("siKp", "skip")]
    [InlineData("b", "")]
    [InlineData("A", "a")]
    [InlineData("conv2", "conv1")]
    public void UnknownName_IsTakenForNearOnes(string name, string near) => Assert.Equal(
        near,
        string.Join(",", Only($"[Input(3, 8, 8), Conv(3, 3, Pad = 1), ReLU(Name = \"skin\"), Tanh(Name = \"skip\"), ReLU(Name = \"a\"), Add(\"{name}\")]")
            .Properties.Where(pair => pair.Key != "@outputs").SelectMany(pair => pair.Value!.Replace("\"", "", StringComparison.Ordinal).Split('\n'))));

    [Fact]
    public void UnknownName_FarFromAll_SaysWhichThereAre() => Assert.Equal(
        "no earlier output is named 'somewhere'; there are 'conv1', 'relu1' and Tensor.Input",
        Only("[Input(3, 8, 8), Conv(3, 3, Pad = 1), ReLU, Add(\"somewhere\")]").GetMessage(null));

    [Fact]
    public void UnknownName_AmongMany_SaysTheLastOnes() => Assert.Equal(
        "no earlier output is named 'somewhere'; there are 'relu3', 'relu4', 'relu5', 'relu6', 'relu7', 'relu8', 2 before them and Tensor.Input",
        Only($"[Input(3), {string.Join(", ", Enumerable.Range(1, 8).Select(place => $"Tanh(Name = \"relu{place}\")"))}, Add(\"somewhere\")]").GetMessage(null));

    /// <summary>What other frameworks call the network's input, and what the messages do.</summary>
    [Theory]
    [InlineData("Conv(3, 3, Pad = 1), Concat(\"input\")", "")]
    [InlineData("Conv(3, 3, Pad = 1), Add(\"(input)\")", "")]
    [InlineData("Conv(3, 3, Pad = 1), Add(\"<Input>\")", "")]
    [InlineData("Conv(3, 3, Pad = 1), Add(\"X\")", "")]
    [InlineData("Conv(3, 3, Pad = 1), Add(\"imput\")", "")]
    [InlineData("Conv(3, 3, Pad = 1), Add(\"Tensor.Input\")", "")]
    [InlineData("Conv(3, 3, Pad = 1), ReLU, Conv(3, 1, From = \"data\")", "")]
    [InlineData("Conv(3, 3, Pad = 1, Name = \"inputs\"), ReLU, Conv(3, 1, From = \"input\")", ",\"inputs\"")]
    [InlineData("Conv(3, 1, From = \"input\")", "")]
    public void NamesOfTheInput_AreKnown(string layers, string others)
    {
        Diagnostic unknown = Only($"[Input(3, 8, 8), {layers}]");
        Assert.EndsWith("; the network's input is called Tensor.Input", unknown.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal("Tensor.Input" + others, unknown.Properties["@here"]!.Replace('\n', ','));
        Assert.Equal("Input", TextAt(unknown.AdditionalLocations.Single()));
    }

    [Fact]
    public void AnInputsName_InAnotherCase_IsItsLayers() => Assert.Equal(
        "no earlier output is named 'input'; the nearest is 'Input'",
        Only("[Input(3, 8, 8), Conv(3, 3, Pad = 1, Name = \"Input\"), ReLU, Add(\"input\")]").GetMessage(null));

    [Fact]
    public void UnknownName_OfTheFirstLayer_SaysThatOnlyTheInputIsThere() => Assert.Equal(
        "no earlier output is named 'skip'; no layer comes before this one, and the network's input is called Tensor.Input",
        Only("[Input(3, 8, 8), Conv(3, 3, Pad = 1, From = \"skip\")]").GetMessage(null));

    /// <summary>The running output is the last to be meant by a join, and a kind's other words are known.</summary>
    [Theory]
    [InlineData("Conv(3, 3, Pad = 1), Conv(3, 3, Pad = 1), Add(\"conv0\")", "conv1,conv2")]
    [InlineData("Conv(3, 3, Pad = 1), Conv(3, 3, Pad = 1), ReLU, Add(\"conv0\")", "conv2,conv1")]
    [InlineData("Conv(3, 3, Pad = 1), Conv(3, 3, Pad = 1), ReLU, Add(\"conv0\", From = \"conv2\")", "conv1,conv2")]
    [InlineData("MaxPool(2), ReLU, Conv(3, 1, From = \"maxpool1\")", "pool1")]
    [InlineData("MaxPool(2), ReLU, Conv(3, 1, From = \"AvgPool1\")", "pool1")]
    [InlineData("GlobalAvgPool, Conv(3, 1), ReLU, Multiply(\"GlobalAveragePool1\")", "pool1")]
    [InlineData("Conv(3, 1), Multiply(Tensor.Input), ReLU, Conv(3, 1, From = \"mul1\")", "multiply1")]
    [InlineData("Linear(4), Linear(4), ReLU, Add(\"linear1\")", "fc1")]
    [InlineData("Linear(4), Linear(4), ReLU, Add(\"dense1\")", "fc1")]
    [InlineData("Linear(4), Linear(4), ReLU, Add(\"dense3\")", "")]
    [InlineData("Conv(3, 1), ReLU, Add(\"convolution1\")", "conv1")]
    [InlineData("Conv(3, 1), Conv(3, 1), ReLU, Add(\"conv2d1\")", "conv1,conv2")]
    [InlineData("DepthwiseConv(1), ReLU, Add(\"depthwise1\")", "conv1")]
    public void UnknownName_IsGuessed(string layers, string guesses) => Assert.Equal(
        guesses, (Only($"[Input(3, 8, 8), {layers}]").Properties.GetValueOrDefault("@here") ?? "").Replace("\"", "", StringComparison.Ordinal).Replace('\n', ','));

    [Fact]
    public void NameUsedBeforeItExists_SaysWhereItIs()
    {
        Diagnostic early = Only("[Input(3, 8, 8), Conv(3, 3, Pad = 1), Add(\"late\"), ReLU, ReLU(Name = \"late\")]");
        Assert.Equal("'late' is used before it exists: it is the output of ReLU(Name = \"late\"), 2 layers further down", early.GetMessage(null));
        Assert.Equal("ReLU", TextAt(early.AdditionalLocations.Single()));
    }

    [Fact]
    public void UnequalShapes_AreSaid_WithBothLayersAsFurtherPlaces()
    {
        Diagnostic unequal = Only("[Input(3, 8, 8), Conv(16, 3, Name = \"skip\"), ReLU, Conv(32, 3, Stride = 2, Fit = Fit.Floor), Add(\"skip\")]");
        Assert.Equal(
            "Add cannot join 32x2x2 (conv2) with 16x6x6 (skip): channels 32 is not 16, height 2 is not 6 and width 2 is not 6; the shapes must be equal; Conv(32, 1, Stride = 3, From = \"skip\", Fit = Fit.Floor) in front of it mends it",
            unequal.GetMessage(null));
        Assert.Equal(["Conv", "Conv"], unequal.AdditionalLocations.Select(TextAt));
    }

    /// <summary>Filters that make the shapes equal and nothing else wrong.</summary>
    [Theory]
    [InlineData("[Input(3, 8, 8), Conv(16, 3, Name = \"skip\"), ReLU, Conv(32, 3, Pad = 1), Add(\"skip\")]", "filters@0=16;filters@1=32")]
    [InlineData("[Input(3, 8, 8), Conv(16, 3), ReLU(Name = \"skip\"), Conv(32, 3, Pad = 1), Dropout(0.5), Add(\"skip\")]", "filters@2=16;filters@3=32")]
    [InlineData("[Input(3, 8, 8), Conv(15, 3, Groups = 3), ReLU(Name = \"skip\"), Conv(32, 3, Pad = 1), Add(\"skip\"), Conv(8, 9)]", "filters@0=15")]
    [InlineData("[Input(3, 8, 8), Conv(32, 3, Pad = 1), Add(Tensor.Input)]", "filters@0=3")]
    [InlineData("[Input(3, 8, 8), Conv(12, 1, Name = \"skip\"), DepthwiseConv(3, Pad = 1), Conv(6, 1), DepthwiseConv(3, Pad = 1, Multiplier = 3), Add(\"skip\")]", "Multiplier@0=2;filters@1=18")]
    [InlineData("[Input(3, 8, 8), Conv(12, 1, Name = \"skip\"), Conv(6, 1), DepthwiseConv(3, Pad = 1), Add(\"skip\")]", "filters@1=6;filters@2=12")]
    [InlineData("[Input(10), Linear(5), ReLU(Name = \"a\"), Linear(8), Add(\"a\")]", "features@0=5;features@2=8")]
    [InlineData("[Input(3, 8, 8), Conv(16, 3, Name = \"skip\"), ReLU, Conv(32, 3), Add(\"skip\")]", "")]
    [InlineData("[Input(3, 8, 8), Conv(5, 1), ReLU, Concat(Tensor.Input), ReLU(Name = \"a\"), Conv(4, 1), Add(\"a\")]", "filters@0=8")]
    public void UnequalChannels_SuggestTheOtherBranchsFilters(string attributes, string suggested) => Assert.Equal(
        suggested, string.Join(";", Only(attributes).Properties.Where(pair => pair.Key[0] != '@').OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));

    /// <summary>A padding or a stride that makes the sizes equal and nothing else wrong: one that was forgotten first, each with the layer that it is for.</summary>
    [Theory]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 3), ReLU, Conv(8, 3, Pad = 1), Add(Tensor.Input), ReLU]", "conv1: Pad = 1")]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 3, Pad = 1), ReLU, Conv(8, 3, Dilation = 2), Add(Tensor.Input), ReLU]", "conv2: Pad = 2")]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 3), ReLU, Conv(8, 3), Add(Tensor.Input), ReLU]", "")]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 4), ReLU, Add(Tensor.Input), ReLU]", "")]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 3, Pad = 1, PadWidth = 0), ReLU, Add(Tensor.Input), ReLU]", "conv1: PadWidth = 1")]
    [InlineData("[Input(8, 16)] [Conv(8, 3), ReLU, Add(Tensor.Input), ReLU]", "conv1: Pad = 1")]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 3), ReLU, MaxPool(3, Stride = 1), Conv(8, 1, Name = \"a\"), ReLU, Conv(4, 3, Pad = 1), Concat(\"relu1\")]", "pool1: Pad = 1")]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 3, Name = \"skip\"), ReLU, Conv(32, 3), Concat(\"skip\")]", "conv2: Pad = 1")]
    [InlineData("[Input(8, 15, 15)] [Conv(16, 3, Stride = 2, Pad = 1), ReLU, Conv(16, 3, Pad = 1), Conv(16, 1, From = Tensor.Input), Add(\"conv2\"), ReLU]", "conv3: Stride = 2;conv1: Stride = 1")]
    [InlineData("[Input(8, 15, 15)] [Conv(16, 3, Pad = 1), ReLU, Conv(16, 3, Pad = 1), Conv(16, 1, Stride = 2, From = Tensor.Input), Add(\"conv2\"), ReLU]", "conv2: Stride = 2;conv1: Stride = 2;conv3: Stride = 1")]
    [InlineData("[Input(8, 15, 15)] [Conv(8, 3, Pad = 1), Conv(8, 3), ReLU(Name = \"fork\"), Conv(8, 3), Add(\"fork\"), ReLU]", "conv3: Pad = 1")]
    [InlineData("[Input(8, 16, 16)] [Conv(8, 3), ReLU, Conv(8, 3, Pad = 1), Add(Tensor.Input), ReLU, Flatten, Add(\"fc1\")]", "conv1: Pad = 1", true)]
    public void UnequalSizes_SuggestAForgottenPaddingOrStride(string attributes, string suggested, bool others = false)
    {
        System.Collections.Immutable.ImmutableArray<Diagnostic> diagnostics = GeneratorRun.Of($"{attributes} partial class Net;").Result.Diagnostics;
        Diagnostic unequal = others ? diagnostics.First(diagnostic => diagnostic.Id == "CNN015") : Assert.Single(diagnostics);
        string[] outputs = unequal.Properties["@outputs"]!.Split('\n');
        string[] keys = unequal.Properties.GetValueOrDefault("@order")?.Split('\n') ?? unequal.Properties.Keys.Where(key => key[0] != '@').ToArray();
        Assert.Equal(suggested, string.Join(";", keys.Select(key => key.Split('@'))
            .Select(parts => $"{outputs[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)].Split(':')[0]}: {parts[0]} = {unequal.Properties[$"{parts[0]}@{parts[1]}"]}")));
    }

    [Fact]
    public void ManyUnequalJoins_AreTriedOutInBoundedTime()
    {
        string blocks = string.Concat(Enumerable.Range(0, 150).Select(block => $", Conv(8, 3, Stride = 1, Pad = 0), Conv(8, 3, Stride = 1, Pad = 2), Conv(8, 2), Concat(Tensor.Input), ReLU, Conv(8, 3, Pad = 1, Name = \"b{block}\", From = Tensor.Input)"));
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(150, GeneratorRun.Of($"[Input(8, 16, 16){blocks}] partial class Net;").Result.Diagnostics.Count(diagnostic => diagnostic.Id == "CNN015"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"it took {watch.Elapsed}");
    }

    [Theory]
    [InlineData(
        "[Input(16, 8, 8), Conv(16, 3), ReLU, Conv(16, 3, Pad = 1), Add(Tensor.Input)]",
        "Add cannot join 16x6x6 (conv2) with 16x8x8 (input): height 6 is not 8 and width 6 is not 8; the shapes must be equal; Pad = 1 of conv1 mends it")]
    [InlineData(
        "[Input(3, 8, 8), Conv(16, 3, Pad = 1, Name = \"skip\"), ReLU, Conv(32, 3, Pad = 1), Add(\"skip\")]",
        "Add cannot join 32x8x8 (conv2) with 16x8x8 (skip): channels 32 is not 16; the shapes must be equal; filters = 16 of conv2 or filters = 32 of skip mends it, and so does Conv(32, 1, From = \"skip\") in front of it")]
    [InlineData(
        "[Input(3, 8, 8), Conv(16, 3, Pad = 1, Name = \"x\"), GlobalAvgPool, Linear(4), ReLU, Linear(8), Sigmoid, Multiply(\"x\")]",
        "Multiply cannot join 8 (sigmoid1) with 16x8x8 (x): features 8 is not channels 16; the shapes must be equal, or one of them 16x1x1; features = 16 of fc2 or filters = 8 of x mends it")]
    [InlineData(
        "[Input(3, 8, 8), Conv(3, 3), Max(Tensor.Input)]",
        "Max cannot join 3x6x6 (conv1) with 3x8x8 (input): height 6 is not 8 and width 6 is not 8; the shapes must be equal; Pad = 1 of conv1 mends it")]
    public void UnequalShapes_SayWhatMendsThem(string attributes, string message) => Assert.Equal(message, Only(attributes).GetMessage(null));

    [Fact]
    public void AnErrorInABranch_HidesNoErrorOfAnother() => DiagnosticAssert.Reports(
        "using CnnGen; [Input(3, 8, 8), Conv(4, {|CNN002:9|}, Name = \"a\"), ReLU, Conv(4, 3, Stride = {|CNN001:2|}, From = Tensor.Input), Add(\"a\")] public partial class Net;");

    private static Diagnostic Only(string attributes) => Assert.Single(GeneratorRun.Of($"{attributes} partial class Net;").Result.Diagnostics);

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
