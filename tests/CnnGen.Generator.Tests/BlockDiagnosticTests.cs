using System.Linq;
using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What is wrong with a block's text is said at the text, and what is wrong with a use at the use.</summary>
public sealed class BlockDiagnosticTests
{
    private const string Network = "[Input(3, 8, 8)] [Step(4), Linear(2)] public partial class Net; ";

    /// <summary>Text alone, whether a network uses the block or not; a network that does is silent.</summary>
    [Theory]
    [InlineData("[Layers(\"{|CNN012:Cnv|}(filters, 1)\")]", "'Cnv' is no layer; the nearest is Conv")]
    [InlineData("[Layers(\"{|CNN012:Stop|}(filters)\")]", "'Stop' is no layer; the nearest is Step")]
    [InlineData("[Layers(\"Conv(filters, 1), {|CNN012:filters|}\")]", "'filters' is no layer: it is what the block is given")]
    [InlineData("[Layers(\"Conv({|CNN023:filter|}, 1)\")]", "'filter' is not known; the nearest is filters")]
    [InlineData("[Layers(\"Conv(filters, 1, {|CNN023:Strid|} = 2)\")]", "Conv has no 'Strid'; the nearest is Stride")]
    [InlineData("[Layers(\"{|CNN023:Conv(filters)|}\")]", "Conv takes filters and kernel, and kernel is not given")]
    [InlineData("[Layers(\"Conv(filters, 1, {|CNN023:2|})\")]", "Conv takes filters and kernel, and this is one more")]
    [InlineData("[Layers(\"Conv(filters, {|CNN023:'x'|})\")]", "this is a string; kernel is an int")]
    [InlineData("[Layers(\"Conv(filters, 1, Stride = {|CNN023:1.5|})\")]", "this is a double; Stride is an int")]
    [InlineData("[Layers(\"Conv(filters, 1, Stride = 1, {|CNN023:Stride|} = 2)\")]", "'Stride' is set twice")]
    [InlineData("[Let(\"twice\", \"2\"), Let({|CNN004:\"twice\"|}, \"3\"), Conv(4, 1)]", "'twice' cannot be the name of a value")]
    [InlineData("[Prefix(\"{|CNN004:a b|}\"), Conv(4, 1)]", "the prefix has 'a b', which is empty, has white space")]
    [InlineData("[Prefix(\"a{filters}{|CNN004: \\t|}{number}\"), Conv(4, 1)]", "which is empty, has white space")]
    [InlineData("[Layers(\"Conv({|CNN023:filters / 0|}, 1)\")]", "'filters / 0' is a division by zero")]
    [InlineData("[Layers(\"Conv({|CNN023:8 / (2 - Two)|}, 1)\")]", "8 / 0 is a division by zero")]
    [InlineData("[Layers(\"Conv({|CNN023:100_000 * 100_000|}, 1)\")]", "10000000000 is larger than an int can be")]
    [InlineData("[Layers(\"Conv(filters, 1, PadMode = {|CNN023:PadMode.Mirror|})\")]", "PadMode has no Mirror; it has Zeros, Reflect, Replicate and Circular")]
    [InlineData("[Layers(\"Conv({|CNN023:input.size|}, 1)\")]", "an output has no size; it has channels, depth, height and width")]
    [InlineData("[Layers(\"Wide({|CNN023:filters|})\")]", "this is an int; size is a long")]
    [InlineData("[Layers(\"Conv(4, 1, PadMode = {|CNN023:CnnGen.PadMode.Mirror|})\")]", "PadMode has no Mirror")]
    [InlineData("[Layers(\"Conv({|CNN023:filters.channels|}, 1)\")]", "'filters' is int and has no channels")]
    [InlineData("[Layers(\"Conv(filters, 1)\", When = \"{|CNN023:filters|}\")]", "'filters' is int, and a condition is bool")]
    [InlineData("[Layers(\"{|CNN023:filters|} ? ReLU : Tanh, Conv(4, 1)\")]", "'filters' is int, and a condition is bool")]
    [InlineData("[Layers(\"Conv({|CNN023:filters && true|}, 1)\")]", "'&&' does not take int and bool")]
    [InlineData("[Layers(\"Conv({|CNN023:Math.Sin(filters)|}, 1)\")]", "")]
    [InlineData("[Layers(\"Conv({|CNN023:ReLU()|}, 1)\")]", "ReLU is a layer, and layers cannot stand where a value does")]
    [InlineData("[Layers(\"Conv(filters, 1), {|CNN023:3|}\")]", "'3' is no layer")]
    [InlineData("[Layers(\"Conv(filters, {|CNN022:1|}\")]", ") expected")]
    [InlineData("[Layers(\"Conv(filters, {|CNN022:)|}\")]", "")]
    [InlineData("[Layers(\"Conv({|CNN022:new int()|}, 1)\")]", "")]
    [InlineData("[Layers(\"Conv(filters, 1), Add({|CNN013:'conv'|})\")]", "")]
    [InlineData("[Layers(\"Conv(filters, 1)\"), Add({|CNN013:\"shortcut\"|})]", "no earlier output of the block is named 'shortcut'; there are 'conv1'; what the block is given is Tensor.Input")]
    [InlineData("[Layers(\"Conv(filters, 1), {|CNN021:Step|}(filters)\")]", "the block Step contains itself: it would have no end")]
    [InlineData("[Conv(4, 1), {|CNN021:Step|}(4)]", "the block Step contains itself: it would have no end")]
    [InlineData("[Let({|CNN004:\"filters\"|}, \"2\"), Conv(4, 1)]", "")]
    [InlineData("[Let(\"twice\", \"2 * {|CNN023:filter|}\"), Conv(4, 1)]", "")]
    [InlineData("[Branch({|CNN004:\"\"|}, \"ReLU\"), Conv(4, 1)]", "")]
    [InlineData("[Prefix(\"{|CNN022:a{|}\"), Conv(4, 1)]", "")]
    [InlineData("[Prefix(\"a{{|CNN023:nope|}}\"), Conv(4, 1)]", "")]
    [InlineData("[{|CNN024:Input|}(3), Conv(4, 1)]", "a block has no Input of its own: it takes what it is given where it is used")]
    [InlineData("[Layers(\"\\u0043onv(\\tfilters, {|CNN023:\\'x\\'|})\")]", "this is a string; kernel is an int")]
    [InlineData("[Layers(@\"Conv(filters, {|CNN023:\"\"x\"\"|})\")]", "this is a string; kernel is an int")]
    [InlineData("[Layers(\"\"\"Conv(filters, {|CNN023:\"x\"|})\"\"\")]", "this is a string; kernel is an int")]
    [InlineData("[Layers(\"\"\"\n    Conv(filters, 1),\n      Conv(filters, {|CNN023:\"x\"|})\n    \"\"\")]", "this is a string; kernel is an int")]
    [InlineData("[Layers({|CNN023:\"Conv(\" + \"filter, 1)\"|})]", "'filter' is not known; the nearest is filters")]
    public void TextThatIsWrong_IsMarkedInTheText(string body, string message)
    {
        string block = body + " public sealed class StepAttribute(int filters) : BlockAttribute { private const int Two = 2; } [Conv(4, 1)] public sealed class WideAttribute(long size) : BlockAttribute;";
        GeneratorRun run = DiagnosticAssert.Reports("using CnnGen; " + Network + block);
        Assert.Contains(message, run.Result.Diagnostics.Single().GetMessage(), System.StringComparison.Ordinal);
        DiagnosticAssert.Reports("using CnnGen; " + block);
    }

    /// <summary>What follows from the values of a use: at the argument that is wrong, where it is one of the use's, with the block's line beside it.</summary>
    [Theory]
    [InlineData("[Step({|CNN004:0|})]", "filters is 0; it must be at least 1; in Step: Conv(filters, 3, Stride = Stride)")]
    [InlineData("[Step(4, Stride = {|CNN001:4|})]", "in Step: Conv(filters, 3, Stride = Stride)")]
    [InlineData("[Step(4, Stride = 5), {|CNN002:Step|}(4)]", "in Step: Conv(filters, 3, Stride = Stride)")]
    [InlineData("[{|CNN023:Step|}(4, Divisor = 0)]", "5 / 0 is a division by zero; in Step: 5 / Divisor")]
    [InlineData("[Step(4, Repeat = {|CNN004:0|})]", "Repeat is 0; it must be at least 1, and a network may have 20000 layers")]
    [InlineData("[Step(4, From = {|CNN013:\"x\"|})]", "no earlier output is named 'x'")]
    [InlineData("[Step(4), ReLU(From = {|CNN013:\"step1.conv3\"|})]", "the nearest is 'step1.conv1'")]
    [InlineData("[Conv(4, 1, Name = \"a\"), Step(4, Name = {|CNN011:\"a\"|})]", "")]
    [InlineData("[Outer({|CNN004:0|})]", "in Outer: Step(filters); in Step: Conv(filters, 3, Stride = Stride)")]
    [InlineData("[Layers(\"Step(4, Stride = {|CNN023:nope|})\")]", "'nope' is not known")]
    [InlineData("[Layers(\"{|CNN001:Step(4, Stride = 4)|}\")]", "in Step: Conv(filters, 3, Stride = Stride)")]
    [InlineData("[Layers(\"ReLU, Add('relu1')\", When = \"false\"), Conv(4, 3), Add({|CNN015:Tensor.Input|})]", "")]
    [InlineData("[Wide(From = {|CNN013:\"x\"|})]", "no earlier output is named 'x'")]
    [InlineData("[{|CNN023:Measure|}(\"x\")]", "'other.channels' has no value here; in Measure: other.channels")]
    [InlineData("[Conv({|CNN004:0|}, 1, Repeat = 3)]", "filters is 0; it must be at least 1")]
    [InlineData("[Step({|CNN004:0|}, Repeat = 3)]", "in Step: Conv(filters, 3, Stride = Stride)")]
    [InlineData("[Stack(4, {|CNN004:0|})]", "Repeat is 0; it must be at least 1, and a network may have 20000 layers; in Stack: Step(filters, Repeat = depth, Name = name)")]
    [InlineData("[Stack(4, 1, {|CNN004:\"a\\nb\"|})]", "Name is empty, has white space")]
    [InlineData("[Step(4, Name = {|CNN004:\"a\\r\\nb\"|})]", "Name is empty, has white space")]
    [InlineData("[Step(4, Name = {|CNN004:\"\"|})]", "Name is empty, has white space")]
    [InlineData("[{|CNN004:Named|}(\"a\\nb\")]", "the prefix of Named gives \"x.a\\u000ab\", which is empty, has white space")]
    [InlineData("[Conv(4, 1), JoinAll(\"conv1\", {|CNN013:\"conv2\"|})]", "no earlier output is named 'conv2'")]
    [InlineData("[Conv(4, 1), JoinAll(new[] { \"conv1\", {|CNN013:\"conv2\"|} })]", "no earlier output is named 'conv2'")]
    [InlineData("[Conv(4, 1), JoinMore(\"conv1\", {|CNN013:\"conv2\"|})]", "no earlier output is named 'conv2'")]
    [InlineData("[Conv(4, 1), {|CNN013:Hidden|}]", "no earlier output is named 'conv1 in Hidden'")]
    [InlineData("[{|CNN023:Two|}(4)]", "'kernel' has no value here: the constructor that is called does not take it")]
    public void UseThatIsWrong_IsMarkedAtTheUse(string layers, string message)
    {
        GeneratorRun run = DiagnosticAssert.Reports($$"""
            using CnnGen;
            [Input(3, 8, 8)] {{layers}} public partial class Net;
            [Layers("Conv(filters, 3, Stride = Stride)"), Layers("Conv(4, 1, Pad = 5 / Divisor - 5)")]
            public sealed class StepAttribute(int filters) : BlockAttribute { public int Stride { get; set; } = 1; public int Divisor { get; set; } = 1; }
            [Layers("Step(filters)")] public sealed class OuterAttribute(int filters) : BlockAttribute;
            [Layers("Conv(input.channels, 1)", When = "input.channels > 2")] public sealed class WideAttribute : BlockAttribute;
            [Layers("Conv(other.channels, 1), Add(other)")] public sealed class MeasureAttribute(string other) : BlockAttribute;
            [Layers("Step(filters, Repeat = depth, Name = name)")] public sealed class StackAttribute(int filters, int depth, string? name = null) : BlockAttribute;
            [Prefix("x.{name}"), Layers("Conv(4, 1)")] public sealed class NamedAttribute(string name) : BlockAttribute;
            [Layers("Add(others)")] public sealed class JoinAllAttribute(params string[] others) : BlockAttribute;
            [Layers("JoinAll(names)")] public sealed class JoinMoreAttribute(params string[] names) : BlockAttribute;
            [Prefix(""), Layers("Join('conv1')")] public sealed class HiddenAttribute : BlockAttribute;
            [Prefix(""), Layers("Add(other)")] public sealed class JoinAttribute(string other) : BlockAttribute;
            [Layers("Conv(filters, kernel)")] public sealed class TwoAttribute : BlockAttribute { public TwoAttribute(int filters) { } public TwoAttribute(int filters, int kernel) { } }
            """);
        Assert.Contains(message, run.Result.Diagnostics[0].GetMessage(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorInABlock_HasItsLineAsAFurtherPlace()
    {
        Diagnostic error = GeneratorRun.Of("[Input(3, 8, 8)] [Step(0)] public partial class Net; [Layers(\"Conv(filters, 3)\")] public sealed class StepAttribute(int filters) : BlockAttribute;").Result.Diagnostics.Single();
        Location inside = error.AdditionalLocations.Single();
        Assert.Equal("Conv(filters, 3)", inside.SourceTree!.ToString().Substring(inside.SourceSpan.Start, inside.SourceSpan.Length));
    }

    [Theory]
    [InlineData("public sealed class {|CNN024:StepAttribute|}(int filters) : BlockAttribute { public int Filters => filters; }")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute : BlockAttribute { public StepAttribute(int filters) { } public int {|CNN024:Width|} { get; set; } = System.Math.Max(2, 3); }")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute(int filters) : BlockAttribute { private int _width = 3; public int {|CNN024:Width|} { get => _width; set => _width = value; } }")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute(int filters) : BlockAttribute { private int _width = 3; public int {|CNN024:Width|} { get { return _width; } set { _width = value; } } }")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute : BlockAttribute { public int {|CNN024:Width|} { get; set; } = 3; public StepAttribute(int filters) => Width = filters; }")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute : BlockAttribute { public int {|CNN024:Width|} { get; set; } public int {|CNN024:Depth|} { get; set; } public StepAttribute(int filters) { (Width, this.Depth) = (filters, 2); } }")]
    [InlineData("[Conv(4, 1)] public sealed partial class StepAttribute(int filters) : BlockAttribute { public partial int {|CNN024:Width|} { get; set; } public partial int Width { get => 3; set { } } }")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute(int filters) : BaseAttribute; public abstract class BaseAttribute : BlockAttribute { public int {|CNN024:Width|} { get; set; } = int.Parse(\"3\"); } [Conv(4, 1)] public sealed class OtherAttribute : BaseAttribute;")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute(int {|CNN024:index|}) : BlockAttribute;")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute(int filters, string {|CNN024:input|} = \"\") : BlockAttribute;")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute(int filters) : BlockAttribute { private const int {|CNN024:index|} = 3; }")]
    [InlineData("[Prefix(\"a{number}\"), Conv(4, 1)] public sealed class StepAttribute(int {|CNN024:number|}) : BlockAttribute;")]
    [InlineData("[Conv(4, 1)] public sealed partial class StepAttribute(int filters) : BlockAttribute; [{|CNN024:ReLU|}, Tanh] partial class StepAttribute;")]
    [InlineData("[Conv(4, 1)] public sealed partial class StepAttribute(int filters) : BlockAttribute; [{|CNN024:Let|}(\"a\", \"1\")] partial class StepAttribute;")]
    [InlineData("[Conv(4, 1)] public sealed class StepAttribute : BlockAttribute { public StepAttribute(int {|CNN024:filters|}) { } public StepAttribute(double filters, bool isWide) { } }")]
    [InlineData("[Layers(\"{|CNN021:Other|}(1)\")] public sealed class StepAttribute(int filters) : BlockAttribute; [Layers(\"{|CNN021:Step|}(2)\")] public sealed class OtherAttribute(int filters) : BlockAttribute;")]
    public void BlockThatCannotBeUsed_IsMarkedWhereItIsDeclared(string block) => DiagnosticAssert.Reports("using CnnGen; " + Network + block);

    /// <summary>Blocks are found as text finds them, so is what a name may have meant.</summary>
    [Fact]
    public void NearestBlock_IsOneOfANamespaceAround() => Assert.Equal(
        "'Stop' is no layer; the nearest is Step",
        DiagnosticAssert.Reports("using CnnGen; " + Network + "[Layers(\"Conv(filters, 1)\")] public sealed class StepAttribute(int filters) : BlockAttribute; "
            + "namespace Inner { [Layers(\"{|CNN012:Stop|}(filters)\")] public sealed class OuterAttribute(int filters) : BlockAttribute; }").Result.Diagnostics.Single().GetMessage());

    /// <summary>However deep text is, it is read or it is an error.</summary>
    [Theory]
    [InlineData("(", "filters", ")", 90, true)]
    [InlineData("", "filters", " + 1", 90, true)]
    [InlineData("(", "filters", ")", 1_000, false)]
    [InlineData("(", "filters", ")", 100_000, false)]
    [InlineData("", "filters", " + 1", 10_000, false)]
    [InlineData("-(", "filters", ")", 20_000, false)]
    [InlineData("Math.Abs(", "filters", ")", 20_000, false)]
    [InlineData("filters > 1 ? 1 : ", "filters", "", 20_000, false)]
    [InlineData("", "input", ".a", 20_000, false)]
    public void DeepText_IsReadOrAnError(string before, string middle, string behind, int depth, bool isRead)
    {
        string text = string.Concat(Enumerable.Repeat(before, depth)) + middle + string.Concat(Enumerable.Repeat(behind, depth));
        GeneratorRun run = GeneratorRun.OfOneWidth("using CnnGen; " + Network + $"[Layers(\"Conv({text}, 1)\")] public sealed class StepAttribute(int filters) : BlockAttribute;");
        DiagnosticAssert.DoesNotCrash(run);
        Assert.Equal(isRead ? [] : ["CNN022"], run.Result.Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    /// <summary>A class that does not look like a block is not checked as one; its use says what is wrong.</summary>
    [Fact]
    public void BlockThatLooksLikeNone_IsAnErrorAtItsUse() => Assert.Contains(
        "the block Step of",
        DiagnosticAssert.Reports("using CnnGen; [Input(3, 8, 8)] [{|CNN024:Step|}] public partial class Net; public sealed class Step : Base; public abstract class Base : BlockAttribute;").Result.Diagnostics.Single().GetMessage(),
        System.StringComparison.Ordinal);

    /// <summary>What counts blocks of a prefix is a name in that alone.</summary>
    [Fact]
    public void NumberWithoutAPrefixThatCounts_IsANameAsAnyOther() => DiagnosticAssert.Reports(
        "using CnnGen; " + Network + "[Prefix(\"a\")] [Layers(\"Conv(number, 1)\")] public sealed class StepAttribute(int number) : BlockAttribute;");

    /// <summary>What is for blocks alone says nothing to a network.</summary>
    [Theory]
    [InlineData("[Input(3, 8, 8)] [{|CNN010:Prefix|}(\"a\")] [Conv(4, 1)] public partial class Net;", "a network's layers have names of their own")]
    [InlineData("[Input(3, 8, 8)] [{|CNN010:Let|}(\"a\", \"4\")] [Conv(4, 1)] public partial class Net;", "on a network no text would see it")]
    public void WhatIsForBlocks_IsAnErrorOnANetwork(string network, string message) => Assert.Contains(
        message, DiagnosticAssert.Reports("using CnnGen; " + network).Result.Diagnostics.Single().GetMessage(), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("[{|CNN007:Step|}(4)] public partial class Net;")]
    [InlineData("[{|CNN007:StepAttribute|}(4), Step(3)] public partial class Net;")]
    [InlineData("[{|CNN007:Inner.Deep|}(4)] public partial class Net; namespace Inner { [Conv(4, 1)] public sealed class DeepAttribute(int filters) : BlockAttribute; }")]
    public void NetworkOfBlocksWithoutAnInput_LacksIt(string network) => DiagnosticAssert.Reports(
        "using CnnGen; " + network + " [Layers(\"Conv(filters, 1)\")] public sealed class StepAttribute(int filters) : BlockAttribute;");

    /// <summary>What the text may have meant is a click away.</summary>
    [Theory]
    [InlineData("[Layers(\"Conv(filter, 1)\")]", "Change to filters", "[Layers(\"Conv(filters, 1)\")]")]
    [InlineData("[Layers(\"Cnv(filters, 1)\")]", "Change to Conv", "[Layers(\"Conv(filters, 1)\")]")]
    [InlineData("[Layers(\"Conv(filters, 1, Strid = 1)\")]", "Change to Stride", "[Layers(\"Conv(filters, 1, Stride = 1)\")]")]
    [InlineData("[Layers(\"Conv(filters, 1, PadMode = PadMode.Zeroes)\")]", "Change to PadMode.Zeros", "[Layers(\"Conv(filters, 1, PadMode = PadMode.Zeros)\")]")]
    [InlineData("[Layers(\"Conv(filters, 1)\", When = \"filtrs > 1\")]", "Change to filters", "[Layers(\"Conv(filters, 1)\", When = \"filters > 1\")]")]
    public async Task WordThatIsMisspelt_HasAFix(string body, string title, string mended)
    {
        const string rest = "\npublic sealed class StepAttribute(int filters) : BlockAttribute;\n\n[Input(3, 8, 8)]\n[Step(4), ReLU]\npublic partial class Net;\n";
        await FixAssert.FixesAsync(new SetArgumentFix(), $"using CnnGen;\n\n{body}{rest}", title, $"using CnnGen;\n\n{mended}{rest}");
    }

    /// <summary>Values of the use's that mend what is in the block.</summary>
    [Theory]
    [InlineData("[Step(0)]", "Set filters to 1", "[Step(1)]")]
    [InlineData("[Step(4, Stride = 4)]", "Set Stride to 5", "[Step(4, Stride = 5)]")]
    [InlineData("[Outer(4, 4)]", "Set step to 5", "[Outer(4, 5)]")]
    public async Task ValueOfAUse_HasAFix(string use, string title, string mended)
    {
        const string rest = """

            public partial class Net;

            [Layers("Conv(filters, 3, Stride = Stride)")]
            public sealed class StepAttribute(int filters) : BlockAttribute
            {
                public int Stride { get; set; } = 1;
            }

            [Layers("Step(filters, Stride = step)")]
            public sealed class OuterAttribute(int filters, int step) : BlockAttribute;
            """;
        await FixAssert.FixesAsync(new SetArgumentFix(), $"using CnnGen;\n\n[Input(3, 8, 8)]\n{use}{rest}", title, $"using CnnGen;\n\n[Input(3, 8, 8)]\n{mended}{rest}");
    }

    /// <summary>What is half typed is the compiler's own affair, or the text's: nothing else is said.</summary>
    [Theory]
    [InlineData("[Layers()]")]
    [InlineData("[Layers(nope)]")]
    [InlineData("[Layers(null)]")]
    [InlineData("[Layers(\"\")]")]
    [InlineData("[Layers(\"\", When = )]")]
    [InlineData("[Layers(\"Conv(filters, 1)\", Whn = \"true\")]")]
    [InlineData("[Branch(\"a\")]")]
    [InlineData("[Branch(null, null)]")]
    [InlineData("[Prefix(null), Conv(4, 1)]")]
    [InlineData("[Let(null, null), Conv(4, 1)]")]
    [InlineData("[Conv(4, )]")]
    [InlineData("[Cnv(4, 1)]")]
    [InlineData("[Layers(\"(((\")]")]
    [InlineData("[Layers(\"ReLU ReLU\")]")]
    [InlineData("[Layers(\"Conv(,,)\")]")]
    [InlineData("[Layers(\"a.b.c(d: 1)\")]")]
    [InlineData("[Layers(\"$'{'\")]")]
    [InlineData("[Layers(\"()\")]")]
    [InlineData("[Layers(\"'\\ud800'\")]")]
    [InlineData("[Layers(\"true ? ReLU\")]")]
    [InlineData("[Layers(\"Conv(filters, 1) /* \")]")]
    [InlineData("[Layers(\"Conv(filters = 1, kernel = 2)\")]")]
    public void HalfTypedBody_DoesNotCrash(string body)
    {
        GeneratorRun run = GeneratorRun.Of(Network, body + " public sealed class StepAttribute(int filters) : BlockAttribute;");
        DiagnosticAssert.DoesNotCrash(run);
        Assert.DoesNotContain(run.CompilerProblems(), problem => problem.Location.SourceTree?.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal) == true);
    }
}
