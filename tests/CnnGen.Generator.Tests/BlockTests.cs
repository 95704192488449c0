using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.Generator.Advice;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Blocks become the layers that a user would have written in their place, under names that say where they are.</summary>
public sealed class BlockTests
{
    private const string BasicBlock = """
        [Prefix("layer{number}")]
        [Let("stride", "index == 0 ? Stride : 1")]
        [Branch("downsample", "Conv(filters, 1, Stride = stride, Bias = false, Name = '0'), BatchNorm(Name = '1')", When = "stride > 1 || input.channels != filters")]
        [Layers("Conv(filters, 3, Stride = stride, Pad = 1, Bias = false), BatchNorm, ReLU")]
        [Layers("Conv(filters, 3, Pad = 1, Bias = false), BatchNorm")]
        [Add("downsample"), ReLU]
        public sealed class BasicBlockAttribute(int filters) : BlockAttribute { public int Stride { get; set; } = 1; }
        """;

    /// <summary>A residual stage by itself, against the same layers one by one.</summary>
    [Fact]
    public void ResidualStage_IsItsLayers() => Assert.Equal(
        [
            "conv1: Conv(8, 3, Pad = 1) <- input",
            "layer1.0.conv1: Conv(8, 3, Stride = 1, Pad = 1, Bias = false) <- conv1",
            "layer1.0.bn1: BatchNorm <- layer1.0.conv1",
            "layer1.0.relu1: ReLU <- layer1.0.bn1",
            "layer1.0.conv2: Conv(8, 3, Pad = 1, Bias = false) <- layer1.0.relu1",
            "layer1.0.bn2: BatchNorm <- layer1.0.conv2",
            "layer1.0.add1: Add(\"conv1\") <- layer1.0.bn2, conv1",
            "layer1.0.relu2: ReLU <- layer1.0.add1",
            "layer2.0.downsample.0: Conv(16, 1, Stride = 2, Bias = false) <- layer1.0.relu2",
            "layer2.0.downsample.1: BatchNorm <- layer2.0.downsample.0",
            "layer2.0.conv1: Conv(16, 3, Stride = 2, Pad = 1, Bias = false, From = \"layer1.0.relu2\") <- layer1.0.relu2",
            "layer2.0.bn1: BatchNorm <- layer2.0.conv1",
            "layer2.0.relu1: ReLU <- layer2.0.bn1",
            "layer2.0.conv2: Conv(16, 3, Pad = 1, Bias = false) <- layer2.0.relu1",
            "layer2.0.bn2: BatchNorm <- layer2.0.conv2",
            "layer2.0.add1: Add(\"layer2.0.downsample.1\") <- layer2.0.bn2, layer2.0.downsample.1",
            "layer2.0.relu2: ReLU <- layer2.0.add1",
        ],
        Lines("[Network(Fit = Fit.Floor), Input(3, 8, 8)] [Conv(8, 3, Pad = 1)] [BasicBlock(8, Repeat = 1), BasicBlock(16, Stride = 2, Repeat = 1)] partial class Net;" + BasicBlock));

    /// <summary>Without Repeat there is no number, and by a name the use is what it is called.</summary>
    [Theory]
    [InlineData("BasicBlock(8)", "layer1.conv1")]
    [InlineData("BasicBlock(8, Repeat = 2)", "layer1.0.conv1 layer1.1.conv1")]
    [InlineData("BasicBlock(8, Name = \"stem\")", "stem.conv1")]
    [InlineData("BasicBlock(8, Name = \"stem\", Repeat = 2)", "stem.0.conv1 stem.1.conv1")]
    [InlineData("Layers(\"BasicBlock(8, Repeat = 2, Name = $'features.{index + 3}')\")", "features.3.conv1 features.4.conv1")]
    [InlineData("Layers(\"BasicBlock(8), BasicBlock(8)\")", "layer1.conv1 layer2.conv1")]
    public void Names_BeginWithTheBlocks(string use, string names) => Assert.Equal(
        names,
        string.Join(" ", Graph($"[Input(8, 8, 8)] [{use}] partial class Net;{BasicBlock}").Nodes.Select(node => node.Name).Where(name => name.EndsWith("conv1", System.StringComparison.Ordinal))));

    [Fact]
    public void BlockWithoutAPrefix_NamesItsLayersAsThoseAroundIt() => Assert.Equal(
        ["conv1", "conv2", "relu1", "conv3", "relu2", "conv4"],
        Graph("""
            [Input(3, 8, 8)] [Conv(4, 1), ConvReLU(4), ConvReLU(4), Conv(2, 1)] partial class Net;
            [Prefix(""), Layers("Conv(filters, 3, Pad = 1), ReLU")] sealed class ConvReLUAttribute(int filters) : BlockAttribute;
            """).Nodes.Select(node => node.Name));

    /// <summary>In a body a name is one of the body, whatever it is called on the network and whatever is called so there.</summary>
    [Fact]
    public void BlockWithoutAPrefix_LooksNamesUpInItself() => Assert.Equal(
        [
            "conv1: input", "conv2: conv1", "add1: conv2, conv2", "conv3: add1", "add2: conv3, conv3",
            "pair.conv1: add2", "pair.add1: pair.conv1, pair.conv1", "pair.conv2: pair.add1", "pair.add2: pair.conv2, pair.conv2", "pair.add3: pair.add2, pair.conv1",
        ],
        Edges("""
            [Input(4, 8, 8)] [Conv(4, 1), Step, Step, Pair(Name = "pair")] partial class Net;
            [Prefix(""), Layers("Conv(4, 1), Add('conv1')")] sealed class StepAttribute : BlockAttribute;
            [Step, Step, Add("conv1")] sealed class PairAttribute : BlockAttribute;
            """));

    /// <summary>So are the names of branches, of blocks with names of their own, and of blocks without; a name that the body gives is one around it too.</summary>
    [Fact]
    public void BlockWithoutAPrefix_HasTheNamesOfWhatIsInIt() => Assert.Equal(
        [
            "inner1.conv1: input", "x: inner1.conv1", "conv2: x", "add1: conv2, x, inner1.conv1",
            "inner2.conv1: add1", "y: inner2.conv1", "conv4: y", "add2: conv4, y, inner2.conv1", "branch.conv1: add2", "add3: add2, branch.conv1", "add4: add3, conv2, branch.conv1",
        ],
        Edges("""
            [Input(4, 8, 8)] [Step("x"), Step("y"), Fork, Add("conv2", "branch")] partial class Net;
            [Prefix("")] [Layers("Inner"), Layers("Deeper(name), Add(name, 'inner1.conv1')")] sealed class StepAttribute(string name) : BlockAttribute;
            [Layers("Conv(4, 1)")] sealed class InnerAttribute : BlockAttribute;
            [Prefix("")] [Layers("Conv(4, 1, Name = name), Conv(4, 1)")] sealed class DeeperAttribute(string name) : BlockAttribute;
            [Prefix("")] [Branch("branch", "Conv(4, 1)"), Add("branch.conv1")] sealed class ForkAttribute : BlockAttribute;
            """));

    /// <summary>What a use in a body is given there is what the body is given.</summary>
    [Theory]
    [InlineData("Fuse(Tensor.Input)")]
    [InlineData("Layers(\"Fuse(Tensor.Input)\")")]
    [InlineData("Layers(\"Fuse(input)\")")]
    [InlineData("FuseAll(Tensor.Input)")]
    [InlineData("Layers(\"FuseAll(input)\")")]
    public void TensorInputThatAUseIsGiven_IsTheBodys(string use) => Assert.Equal(
        ["conv1: input", "outer1.conv1: conv1", "outer1.fuse1.add1: outer1.conv1, conv1"],
        Edges("""
            [Input(4, 8, 8)] [Conv(4, 1), Outer] partial class Net;
            [Conv(4, 1), USE] sealed class OuterAttribute : BlockAttribute;
            [Prefix("fuse{number}"), Layers("Add(other)")] sealed class FuseAttribute(string other) : BlockAttribute;
            [Prefix("fuse{number}"), Layers("Add(others)")] sealed class FuseAllAttribute(params string[] others) : BlockAttribute;
            """.Replace("USE", use, System.StringComparison.Ordinal)));

    /// <summary>The first of several takes what From names, the others what stands in front of them.</summary>
    [Theory]
    [InlineData("Conv(4, 1, From = \"conv1\", Repeat = 2)", "conv3: conv1", "conv4: conv3")]
    [InlineData("Step(From = \"conv1\", Repeat = 2)", "step1.0.conv1: conv1", "step1.1.conv1: step1.0.conv1")]
    [InlineData("Layers(\"Step(From = 'conv1', Repeat = 2)\")", "step1.0.conv1: conv1", "step1.1.conv1: step1.0.conv1")]
    public void FromOfARepeatedLayer_IsTheFirstOnes(string use, string first, string second) => Assert.Equal(
        ["conv1: input", "conv2: conv1", first, second],
        Edges($"[Input(4, 8, 8)] [Conv(4, 1), Conv(4, 1), {use}] partial class Net; [Layers(\"Conv(4, 1)\")] sealed class StepAttribute : BlockAttribute;"));

    /// <summary>A prefix computes with all that the body computes with.</summary>
    [Fact]
    public void Prefix_KnowsLetsAndWhatTheBlockIsGiven() => Assert.Equal(
        ["conv1", "w6_3.conv1", "w6_5.conv1"],
        Graph("""
            [Input(3, 8, 8)] [Conv(5, 1), Step(3, From = Tensor.Input), Step(3, From = "conv1")] partial class Net;
            [Prefix("w{width}_{input.channels}"), Let("width", "2 * filters")] [Layers("Conv(width, 1)")] sealed class StepAttribute(int filters) : BlockAttribute;
            """).Nodes.Select(node => node.Name));

    [Fact]
    public void DefaultPrefix_IsTheBlocksNameAndNumber() => Assert.Equal(
        ["step1.conv1", "step2.0.conv1", "step2.1.conv1", "step3.conv1"],
        Graph("""
            [Input(3, 8, 8)] [Step(4), Step(4, Repeat = 2), Step(2)] partial class Net;
            [Layers("Conv(filters, 1)")] sealed class StepAttribute(int filters) : BlockAttribute;
            """).Nodes.Select(node => node.Name));

    /// <summary>The ends of blocks and branches are outputs under their names, from outside and from inside.</summary>
    [Fact]
    public void EndsOfBlocksAndBranches_HaveTheirNames() => Assert.Equal(
        ["a.conv1: input", "a.x.conv1: a.conv1", "a.x.relu1: a.x.conv1", "a.add1: a.conv1, a.x.relu1", "conv1: a.add1", "add1: conv1, a.add1", "add2: add1, a.x.relu1"],
        Edges("""
            [Input(4, 8, 8)] [Step(Name = "a"), Conv(4, 1), Add("a"), Add("a.x")] partial class Net;
            [Layers("Conv(4, 1)"), Branch("x", "Conv(4, 3, Pad = 1), ReLU"), Add("x")] sealed class StepAttribute : BlockAttribute;
            """));

    [Fact]
    public void BranchThatIsNotTaken_IsWhereItWouldBegin() => Assert.Equal(
        ["conv1: input", "add1: conv1, conv1"],
        Edges("""
            [Input(4, 8, 8)] [Step(false)] partial class Net;
            [Prefix(""), Layers("Conv(4, 1)"), Branch("x", "ReLU", When = "isThere"), Add("x")] sealed class StepAttribute(bool isThere) : BlockAttribute;
            """));

    /// <summary>A name that the use gives is one of those around the use, whatever the block has of the same name.</summary>
    [Fact]
    public void NameThatTheUseGives_IsOneAroundTheUse() => Assert.Equal(
        ["conv1: input", "conv2: conv1", "fuse1.conv1: conv2", "fuse1.add1: fuse1.conv1, conv1"],
        Edges("""
            [Input(4, 8, 8)] [Conv(4, 1), Conv(4, 1), Fuse("conv1")] partial class Net;
            [Layers("Conv(other.channels, 1), Add(other)")] sealed class FuseAttribute(string other) : BlockAttribute;
            """));

    [Theory]
    [InlineData("Add(Tensor.Input)")]
    [InlineData("Layers(\"Add(Tensor.Input)\")")]
    [InlineData("Layers(\"Add(input)\")")]
    public void TensorInput_IsWhatTheBlockIsGiven(string join) => Assert.Equal(
        ["conv1: input", "step1.conv1: conv1", "step1.add1: step1.conv1, conv1", "step2.conv1: input", "step2.add1: step2.conv1, input"],
        Edges("""
            [Input(4, 8, 8)] [Conv(4, 1), Step, Step(From = Tensor.Input)] partial class Net;
            [Conv(4, 1), JOIN] sealed class StepAttribute : BlockAttribute;
            """.Replace("JOIN", join, System.StringComparison.Ordinal)));

    /// <summary>Every kind of value, every operator, in layers and conditions.</summary>
    [Theory]
    [InlineData("int a, int b", "5, 3", "a + b * 2", 11)]
    [InlineData("int a, int b", "17, 5", "a / b", 3)]
    [InlineData("int a, int b", "17, 5", "a % b", 2)]
    [InlineData("int a, int b", "-7, 2", "-(a / b)", 3)]
    [InlineData("double a", "0.25", "(int)(a * 100)", 25)]
    [InlineData("float a", "0.5f", "(int)Math.Round(a * 7)", 4)]
    [InlineData("int a", "7", "Math.Max(4, a) + Math.Min(a, 2)", 9)]
    [InlineData("int a", "9", "(int)Math.Sqrt(a) + (int)Math.Pow(2, 3) + Math.Abs(-a)", 20)]
    [InlineData("int a", "10", "(int)Math.Ceiling(a / 4.0) + (int)Math.Floor((double)a / 4)", 5)]
    [InlineData("bool a", "true", "a ? 3 : 4", 3)]
    [InlineData("bool a, int b", "false, 2", "a || b != 2 ? 3 : !a && b <= 2 ? 7 : 5", 7)]
    [InlineData("string a", "\"x\"", "a == 'x' ? 2 : 1", 2)]
    [InlineData("string a", "\"x\"", "a + 'y' == $'{a}y' ? 2 : 1", 2)]
    [InlineData("PadMode a", "PadMode.Reflect", "a == PadMode.Reflect ? 6 : 5", 6)]
    [InlineData("int a = 9", "", "a", 9)]
    [InlineData("", "", "Most - 1", 99)]
    [InlineData("", "", "(int)(4 * Share)", 8)]
    [InlineData("", "Width = 5", "Width * Most", 500)]
    [InlineData("", "", "Width * Most", 200)]
    [InlineData("", "", "input.channels + input.height * 10 + input.width * 100 + input.depth * 1000", 1_000 + 900 + 80 + 3)]
    [InlineData("int a", "0", "a > 0 && 8 / a > 1 ? 1 : 2", 2)]
    [InlineData("int a", "7", "(int)((a > 3 ? a : 1.5) / 2 * 10)", 35)]
    [InlineData("int a", "7", "(int)((a > 3 ? a > 5 ? a : 1 : Math.Sqrt(4)) / 2 * 10)", 35)]
    [InlineData("int a, double b", "7, 1", "(int)((a > 3 ? a : b) / 2 * 10)", 35)]
    [InlineData("int a", "7", "(int)((a > 3 ? a : -Math.Max(1, 2.5)) / 2 * 10)", 35)]
    [InlineData("int a", "7", "(a > 3 ? a : 2) / 2", 3)]
    [InlineData("PadMode PadMode", "PadMode.Reflect", "PadMode == PadMode.Reflect ? 6 : 5", 6)]
    [InlineData("PadMode a", "PadMode.Reflect", "a == CnnGen.PadMode.Reflect ? 6 : 5", 6)]
    [InlineData("Step.Size a", "Step.Size.Large", "a == Step.Size.Large && a == Size.Large ? 6 : 5", 6)]
    [InlineData("string? a = null", "", "a == null ? 6 : 5", 6)]
    [InlineData("string? a", "\"\"", "a == null ? 6 : 5", 5)]
    [InlineData("string? a = null", "", "a == '' || $'{a}x' != 'x' || a + 'x' != 'x' ? 6 : 5", 5)]
    [InlineData("", "", "Nothing == null ? 6 : 5", 6)]
    [InlineData("params string[] a", "", "6", 6)]
    public void Expression_HasItsValueInCSharp(string parameters, string arguments, string expression, int value) => Assert.Equal(
        value,
        Graph($$"""
            [Input(3, 8, 9)] [Step({{arguments}})] partial class Net;
            [Layers("Conv({{expression}}, 1)")] sealed class StepAttribute({{parameters}}) : BlockAttribute { private const int Most = 100; public int Width { get; set; } = 2; public double Share { get; set; } = 2; public string? Nothing { get; set; } }
            static class Step { public enum Size : long { Small, Large = 1L << 40 } }
            """).Output.Channels);

    /// <summary>What no use can set and what is a constant all the same.</summary>
    [Theory]
    [InlineData("public int Fixed => 2 * Most;")]
    [InlineData("public int Fixed { get => 2 * Most; }")]
    [InlineData("public int Fixed { get; } = 2 * Most;")]
    [InlineData("private int Fixed { get; set; } = 2 * Most;")]
    [InlineData("public int Fixed { get; private set; } = 2 * Most;")]
    public void PropertyThatIsConstant_HasItsValue(string property) => Assert.Equal(
        6,
        Graph($$"""
            [Input(3, 8, 9)] [Step] partial class Net;
            [Layers("Conv(Fixed, 1)")] sealed class StepAttribute : BlockAttribute { private const int Most = 3; {{property}} }
            """).Output.Channels);

    /// <summary>An enum's member is its number to the layer that takes it.</summary>
    [Fact]
    public void EnumInText_IsTheLayers() => Assert.Equal(
        "4x8x8", Graph("[Input(3, 8, 8)] [Layers(\"Conv(4, 3, Padding = Padding.Same)\")] partial class Net;").Output.ToString());

    [Fact]
    public void Layers_AreChosenAndRepeatedAndGrouped() => Assert.Equal(
        ["Conv(4, 1)", "BatchNorm", "Tanh", "Conv(4, 1)", "BatchNorm", "Tanh", "Dropout(0.5)"],
        Graph("""
            [Input(3, 8, 8)] [Stack(2, true, 0.5)] [Linear(3)] partial class Net;
            [Layers("Step(tanh, Repeat = depth)"), Layers("Dropout(rate)", When = "rate > 0")] sealed class StackAttribute(int depth, bool tanh, double rate) : BlockAttribute;
            [Layers("Conv(4, 1), tanh ? (BatchNorm, Tanh) : ReLU")] sealed class StepAttribute(bool tanh) : BlockAttribute;
            """).Nodes.Take(7).Select(node => node.Text));

    /// <summary>What a constructor's parameter is where the text leaves it out comes before what it sets by name.</summary>
    [Fact]
    public void ParameterThatIsLeftOut_ComesBeforeProperties() => Assert.Equal(
        ["Pad(0, PadTop = 2, PadBottom = 1)"],
        Graph("[Input(3, 8, 8)] [Layers(\"Pad(PadTop = 2, PadBottom = 1)\")] partial class Net;").Nodes.Select(node => node.Text));

    [Fact]
    public void Index_IsThatOfTheNearestRepetition() => Assert.Equal(
        ["Conv(10, 1)", "Conv(11, 1)", "Conv(20, 1)", "Conv(21, 1)"],
        Graph("""
            [Input(3, 8, 8)] [Stage(Repeat = 2)] partial class Net;
            [Layers("Pair(10 * (index + 1))")] sealed class StageAttribute : BlockAttribute;
            [Layers("Step(first, Repeat = 2)")] sealed class PairAttribute(int first) : BlockAttribute;
            [Layers("Conv(filters + index, 1)")] sealed class StepAttribute(int filters) : BlockAttribute;
            """).Nodes.Select(node => node.Text));

    [Fact]
    public void Frozen_HoldsForAllOfABlock() => Assert.All(
        Graph("""
            [Input(3, 8, 8)] [Step(4, Frozen = true)] partial class Net;
            [Layers("Conv(filters, 1), BatchNorm")] sealed class StepAttribute(int filters) : BlockAttribute;
            """).Nodes, node => Assert.True(node.Frozen));

    /// <summary>What a body says of a layer holds where the use says nothing.</summary>
    [Theory]
    [InlineData("Conv(4, 1, Frozen = false)", "true", true)]
    [InlineData("Layers(\"Conv(4, 1, Frozen = false)\")", "true", true)]
    [InlineData("Conv(4, 1, Frozen = true)", "true", true)]
    [InlineData("Conv(4, 1, Frozen = true)", "false", true)]
    [InlineData("Conv(4, 1, Frozen = false)", "false", false)]
    public void FrozenOfAUse_HoldsAboveThatOfTheBody(string layer, string used, bool isFrozen) => Assert.Equal(
        isFrozen,
        Graph($"[Input(3, 8, 8)] [Step(Frozen = {used})] partial class Net; [{layer}] sealed class StepAttribute : BlockAttribute;").Nodes.Single().Frozen);

    /// <summary>Each repetition of a block is computed again by itself, whatever its body says; layers that say so themselves, with their neighbours.</summary>
    [Theory]
    [InlineData("[Step(Recompute = true, Repeat = 2)] [Conv(4, 1)]", "0 0 2 2 -")]
    [InlineData("[Step(Recompute = true)] [Step] [Step(Recompute = true)]", "0 0 - 3 4 4")]
    [InlineData("[Conv(4, 1, Recompute = true), ReLU(Recompute = true), Conv(4, 1), Conv(4, 1, Recompute = true, Repeat = 2)]", "0 0 - 3 3")]
    [InlineData("[Conv(4, 1, Recompute = true)] [Step(Recompute = true)] [Conv(4, 1, Recompute = true)]", "0 1 1 3")]
    [InlineData("[Outer(Recompute = true)] [Outer]", "0 0 0 0 - 5 - 7")]
    [InlineData("[Conv(4, 1, Recompute = false)]", "-")]
    public void Recompute_IsOfABlockOrOfNeighbours(string layers, string from) => Assert.Equal(
        from,
        string.Join(" ", Graph($$"""
            [Input(3, 8, 8)] {{layers}} partial class Net;
            [Layers("Conv(4, 1), ReLU(Recompute = true)")] sealed class StepAttribute : BlockAttribute;
            [Layers("Step(Repeat = 2)")] sealed class OuterAttribute : BlockAttribute;
            """).Nodes.Select(node => node.RecomputedFrom?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-")));

    [Fact]
    public void PlainLayers_AreRepeatedToo() => Assert.Equal(
        ["conv1: input", "conv2: conv1", "f.0: conv2", "f.1: f.0", "relu1: f.1"],
        Edges("[Input(3, 8, 8)] [Conv(4, 3, Pad = 1, Repeat = 2), Conv(4, 1, Repeat = 2, Name = \"f\"), ReLU(From = \"f\")] partial class Net;"));

    /// <summary>A network may end with a branch, whose output is a marked one.</summary>
    [Fact]
    public void NetworkThatEndsWithABranch_EndsInFrontOfIt()
    {
        NetworkGraph graph = Graph("[Input(3, 8, 8)] [Conv(4, 1), Branch(\"aux\", \"Conv(2, 1), Output('aux')\")] partial class Net;");
        Assert.Equal(["4x8x8", "2x8x8"], graph.Outputs.Select(output => output.Shape.ToString()));
    }

    /// <summary>What is recorded of blocks has a file that no network's can be called as.</summary>
    [Fact]
    public void NetworkCalledAsTheFileOfBlocks_HasAFileOfItsOwn()
    {
        GeneratorRun run = GeneratorRun.OfOneWidth(
            "namespace CnnGen { [Input(3, 8, 8), Step] public partial class Blocks; [Conv(4, 1)] public sealed class StepAttribute : BlockAttribute { public int Width { get; set; } } }");
        DiagnosticAssert.DoesNotCrash(run);
        Assert.Empty(run.CompilerProblems());
    }

    /// <summary>The compiler does not see that the text reads a parameter or a constant; of other classes it still says so.</summary>
    [Fact]
    public async Task WarningsOfUnreadParameters_AreSuppressedForBlocks()
    {
        CSharpCompilation compilation = NetworkCompiler.Empty.WithOptions(NetworkCompiler.Options.WithSpecificDiagnosticOptions([])).AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "using CnnGen; [Layers(\"Conv(filters, 1)\")] public sealed class StepAttribute(int filters) : BlockAttribute; public sealed class Other(int unread);", NetworkCompiler.ParseOptions));
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(
            [new UnreadMemberSuppressor()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        Assert.Equal(["filters True", "unread False"], (await analysis.GetAllDiagnosticsAsync()).Where(diagnostic => diagnostic.Id == "CS9113")
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic => $"{diagnostic.GetMessage().Split('\'')[1]} {diagnostic.IsSuppressed}"));
    }

    /// <summary>An edit of a block's text is one of each network that uses it, and of no other.</summary>
    [Fact]
    public void EditOfABlock_WritesItsNetworksAnew()
    {
        GeneratorRun run = GeneratorRun.Of(
            "[Layers(\"Conv(filters, 1)\")] public sealed class StepAttribute(int filters) : BlockAttribute;",
            "[Input(3, 8, 8)] [Step(4)] public partial class With; [Input(3, 8, 8)] [Conv(4, 1)] public partial class Without;");
        GeneratorRun edited = run.Edit("Conv(filters, 1)", "Conv(filters + 1, 1)");
        Assert.NotEqual(run.Files["With.g.cs"], edited.Files["With.g.cs"]);
        Assert.Same(run.Texts["Without.g.cs"], edited.Texts["Without.g.cs"]);
    }

    /// <summary>What is generated for blocks is what is generated for their layers, to the letter but for comments.</summary>
    [Fact]
    public void Code_IsThatOfTheLayers()
    {
        const string head = "[Network(Fit = Fit.Floor), Input(3, 8, 8)] [Conv(8, 3, Pad = 1)] ";
        GeneratorRun blocks = GeneratorRun.Of(head + "[BasicBlock(8), BasicBlock(16, Stride = 2)] public partial class Net; " + BasicBlock);
        GeneratorRun layers = GeneratorRun.Of(head + """
            [Conv(8, 3, Stride = 1, Pad = 1, Bias = false, Name = "layer1.conv1"), BatchNorm(Name = "layer1.bn1"), ReLU(Name = "layer1.relu1")]
            [Conv(8, 3, Pad = 1, Bias = false, Name = "layer1.conv2"), BatchNorm(Name = "layer1.bn2"), Add("conv1", Name = "layer1.add1"), ReLU(Name = "layer1.relu2")]
            [Conv(16, 1, Stride = 2, Bias = false, Name = "layer2.downsample.0"), BatchNorm(Name = "layer2.downsample.1")]
            [Conv(16, 3, Stride = 2, Pad = 1, Bias = false, Name = "layer2.conv1", From = "layer1.relu2"), BatchNorm(Name = "layer2.bn1"), ReLU(Name = "layer2.relu1")]
            [Conv(16, 3, Pad = 1, Bias = false, Name = "layer2.conv2"), BatchNorm(Name = "layer2.bn2"), Add("layer2.downsample.1", Name = "layer2.add1"), ReLU(Name = "layer2.relu2")]
            public partial class Net;
            """);
        foreach (string file in new[] { "Net.Programs.g.cs", "Net.Training.g.cs" })
        {
            Assert.Equal(WithoutComments(layers.Files[file]), WithoutComments(blocks.Files[file]));
        }

        static IEnumerable<string> WithoutComments(string text) => text.Split('\n').Select(line => line.Split("//")[0].TrimEnd());
    }

    private static NetworkGraph Graph(string source)
    {
        NetworkDeclaration declaration = BindingTests.DeclarationOf(source);
        Assert.Empty(declaration.Blocks.SelectMany(block => block.Problems).Select(problem => problem.Message));
        BoundNetwork bound = BoundNetworks.Of(declaration);
        Assert.Empty(bound.Errors.Select(error => error.Message));
        return bound.Graph!;
    }

    /// <summary>The layers by name, with their declarations and what each takes.</summary>
    private static IEnumerable<string> Lines(string source) => Graph(source).Nodes.Zip(Edges(source), (node, edge) => edge.Replace(": ", $": {node.Text} <- ", System.StringComparison.Ordinal));

    /// <summary>The layers by name, with what each takes.</summary>
    private static IEnumerable<string> Edges(string source)
    {
        NetworkGraph graph = Graph(source);
        return graph.Nodes.Select(node => $"{node.Name}: {string.Join(", ", node.Inputs.Select(input => input < 0 ? "input" : graph.Nodes[input].Name))}");
    }
}
