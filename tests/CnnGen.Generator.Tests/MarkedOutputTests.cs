using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Outputs that are marked: what is generated for them, what a call leaves out, and what is said of names that cannot be.</summary>
public sealed class MarkedOutputTests
{
    private const string Detector = "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1), ReLU(Name = \"trunk\")] [Conv(10, 1), Output(\"scores\")] [Conv(4, 1, From = \"trunk\"), Output(\"boxes\")] public partial class Net;";

    /// <summary>The network's own output first, under the name that a mark gives it, then the others in their order.</summary>
    [Theory]
    [InlineData("[Conv(2, 3), ReLU, Output(\"last\")]", "last 2x6x6")]
    [InlineData("[Conv(2, 3), Output(\"sums\"), ReLU]", "output 2x6x6, sums 2x6x6")]
    [InlineData("[Conv(2, 3, Name = \"a\"), Linear(5), Output(\"early\", From = \"a\")]", "output 5, early 2x6x6")]
    [InlineData("[Linear(7), Output(\"a\"), Output(\"b\")]", "a 7, b 7")]
    [InlineData("[Linear(7), Output(\"a\", Name = \"mark\"), ReLU(From = \"mark\"), Output(\"b\", From = \"mark\")]", "output 7, a 7, b 7")]
    [InlineData("[Output(\"same\", From = Tensor.Input), Linear(2), Output(\"again\", From = \"output1\")]", "output 2, same 3x8x8, again 3x8x8")]
    [InlineData("[Output(\"same\")]", "same 3x8x8")]
    public void Outputs_AreTheNetworksOwn_ThenThoseMarked(string layers, string outputs) =>
        Assert.Equal(outputs, string.Join(", ", Bind($"[Input(3, 8, 8)] {layers} public partial class Net;").Outputs.Select(output => $"{output.Name} {output.Shape}")));

    [Theory]
    [InlineData("[Input(4), Linear(2), Output({|CNN004:\"\"|})]")]
    [InlineData("[Input(4), Linear(2), Output({|CNN004:\"a-b\"|})]")]
    [InlineData("[Input(4), Linear(2), Output({|CNN004:\"2nd\"|}), ReLU]")]
    [InlineData("[Input(4), Linear(2), Output({|CNN004:\"fc.1\"|})]")]
    [InlineData("[Input(4), Linear(2), Output({|CNN004:null!|})]")]
    [InlineData("[Input(4), Linear(2), Output({|CNN011:\"input\"|})]")]
    [InlineData("[Input(4), Linear(2), Output({|CNN011:\"Input\"|}), ReLU]")]
    [InlineData("[Input(4), Linear(2), Output({|CNN011:\"output\"|}), ReLU]")]
    [InlineData("[Input(4), Linear(2), Output(\"output\")]")]
    [InlineData("[Input(4), Linear(2), Output(\"a\"), ReLU, Output({|CNN011:\"a\"|})]")]
    [InlineData("[Input(4), Linear(2), Output(\"a\"), ReLU, Output({|CNN011:\"A\"|})]")]
    [InlineData("[Input(4), Linear(2, Name = \"logits\"), Output(\"logits\"), Softmax]")]
    [InlineData("[Input(4), Linear(2), Output(\"class\"), ReLU, Output(\"samples\"), Linear(2), Output(\"_cnnGen\")]")]
    [InlineData("[Input(4), Linear(2), Output(\"InputLength\"), ReLU, Output(\"CnnGenOutputs\"), Linear(2), Output(\"Net\")]")]
    [InlineData("[Input(4), Linear(2), Output(\"a\", From = {|CNN013:\"nope\"|}), ReLU]")]
    [InlineData("[Input(4), Linear(2), Output(\"a\", From = {|CNN014:\"relu1\"|}), ReLU]")]
    [InlineData("[Input(3, 8, 8), Conv(2, {|CNN002:9|}), Output(\"a\"), Linear(2)]")]
    public void NamesThatCannotBe_AreReported(string attributes) =>
        DiagnosticAssert.Reports($"using CnnGen; {attributes} public partial class Net;" + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("[Output(\"a-b\")]", "Set name to \"a_b\"")]
    [InlineData("[Output(\"2nd\")]", "Set name to \"_2nd\"")]
    [InlineData("[Output(\"a\"), ReLU, Output(\"a2\"), ReLU, Output(\"a\")]", "Set name to \"a3\"")]
    [InlineData("[Output(\"output\"), ReLU]", "Set name to \"output2\"")]
    public async Task AnotherName_IsOffered(string layers, string titles) =>
        Assert.Equal(titles.Split("; "), await FixAssert.TitlesAsync(new SetArgumentFix(), $"using CnnGen;\n\n[Input(4), Linear(2)]\n{layers}\npartial class N;\n"));

    /// <summary>Positional and by name, with the lengths that are generated, and generically without them.</summary>
    [Fact]
    public void Forward_TakesASpanForEach() => DiagnosticAssert.Reports($$"""
        using System;
        using CnnGen;
        {{Detector}}
        public static class Use
        {
            public static void All(Net net, ReadOnlySpan<float> x)
            {
                Span<float> boxes = stackalloc float[Net.OutputLength];
                Span<float> scores = stackalloc float[Net.ScoresLength];
                net.Forward(x, boxes, scores);
                net.Forward(input: x, scores: scores, boxes: boxes);
                net.Forward(x, boxes, []);
                Own(net, x, boxes);
                using TrainingGraph graph = net.CreateTrainingGraph(4);
                graph.Forward(x, boxes, new float[Net.ScoresLength]);
            }

            private static void Own<T>(T net, ReadOnlySpan<float> x, Span<float> y) where T : class, INetwork<T> => net.Forward(x, y);
        }
        """);

    /// <summary>A network with an error has the members that it would have, so that nothing else complains.</summary>
    [Fact]
    public void Stubs_TakeASpanForEach() => DiagnosticAssert.Reports("""
        using System;
        using CnnGen;
        [Input(3, 8, 8)] [Conv(2, {|CNN002:19|}, Name = "a"), Output("scores"), Conv(3, 1, From = "a"), Output("class"), ReLU, Output("boxes")] public partial class Net;
        public static class Use
        {
            public static void All(Net net, ReadOnlySpan<float> x, Span<float> y) => net.Forward(input: x, boxes: y, scores: new float[Net.ScoresLength], @class: new float[Net.ClassLength]);
        }
        """);

    [Theory]
    [InlineData("public const int {|CNN017:ScoresLength|} = 3;")]
    [InlineData("public void {|CNN017:Forward|}(System.ReadOnlySpan<float> x, System.Span<float> y, System.Span<float> z) { }")]
    [InlineData("private class {|CNN017:CnnGenOutputs|};")]
    [InlineData("public const int BoxesLength = 3; public void Forward(System.ReadOnlySpan<float> x, System.Span<float> y, System.Span<float> z, System.Span<float> w) { }")]
    public void MembersInTheirPlace_AreReported(string member) =>
        DiagnosticAssert.Reports($"using CnnGen; {Detector.TrimEnd(';')} {{ {member} }}");

    [Fact]
    public void LengthOfAnOutput_IsNotKnownInAttributes() =>
        DiagnosticAssert.Reports($"using CnnGen; {Detector} [Input({{|CNN019:Net.ScoresLength|}}), Linear(2)] public partial class Other;");

    [Theory]
    [InlineData(LanguageVersion.CSharp11, true)]
    [InlineData(LanguageVersion.CSharp12, true)]
    [InlineData(LanguageVersion.CSharp13, false)]
    public void Language_MustHaveSpansBehindAnInterface(LanguageVersion version, bool isError)
    {
        IReadOnlyList<Diagnostic> reported = ProjectTests.Reported($"using CnnGen; {Detector.TrimEnd(';')} {{ }}", version);
        Assert.Equal(isError ? ["CNN018"] : [], reported.Select(diagnostic => diagnostic.Id));
        Assert.All(reported, diagnostic => Assert.Contains("the code of a network with [Output] needs C# 13", diagnostic.GetMessage(null), StringComparison.Ordinal));
    }

    /// <summary>Marked outputs are read, by the caller; the last layer is the last that is no mark.</summary>
    [Theory]
    [InlineData("[Conv(4, 3, Name = \"a\"), ReLU(Name = \"b\"), {|CNN103:Linear|}(5)] [Conv(2, 1, From = \"b\"), ReLU, Output(\"x\")] [Linear(3, From = \"b\")]")]
    [InlineData("[Conv(4, 3, Name = \"a\"), ReLU(Name = \"b\")] [Conv(2, 1, From = \"b\"), ReLU, Output(\"x\")] [Linear(3, From = \"b\")]")]
    [InlineData("[Conv(4, 3), ReLU, Linear(5), {|CNN104:Dropout|}(0.5), Output(\"x\")]")]
    [InlineData("[Conv(4, 3), Output(\"sums\"), Conv(4, 3), ReLU]")]
    [InlineData("[Conv(4, 3), ReLU(Name = \"seen\"), Conv(4, 3), ReLU, Output(\"seen\", From = \"seen\"), Linear(3)]")]
    public void Advice_KnowsThatTheyAreRead(string layers) => DiagnosticAssert.Advises($"using CnnGen; [Input(3, 5, 5)] {layers} public partial class Net;");

    /// <summary>What an auxiliary head alone needs is done where it is wanted; what both need, always.</summary>
    [Fact]
    public void Inference_LeavesOutWhatIsNotWanted()
    {
        LoweredNetwork network = Lowerer.Lower(
            Bind("[Input(3, 16, 16)] [Conv(16, 3, Pad = 1), ReLU(Name = \"a\")] [AvgPool(4), Conv(8, 1), ReLU, Linear(5), Output(\"one\")] [Conv(8, 1, From = \"a\"), Output(\"two\"), ReLU, Linear(5)] public partial class Net;"),
            MemoryOptions.Dense,
            isVerified: true);
        ILookup<ulong, Operation> operations = network.Inference.Operations.ToLookup(operation => operation.OnlyForOutputs);
        Assert.Equal([0UL, 2UL, 4UL], operations.Select(group => group.Key).Order());
        Assert.Contains(operations[2], operation => operation is Pool);
        Assert.Contains(operations[2], operation => operation is Multiply);
        Assert.All(operations[4], operation => Assert.IsType<Store>(operation));
        Assert.Equal(2, operations[0].OfType<Convolve>().Count());

        // While training all is computed: the backward pass may need it.
        Assert.All(network.Training.Operations.Where(operation => operation.OnlyForOutputs != 0), operation => Assert.True(operation is Store or Load));
    }

    [Fact]
    public void Detector_IsAsInTheSnapshot()
    {
        IReadOnlyDictionary<string, string> files = GeneratorRun.Of($"namespace Samples; {Detector}").Files;
        Snapshot.Matches("Detector.txt", files["Samples.Net.g.cs"]);
        Snapshot.Matches("Detector.Programs.txt", files["Samples.Net.Programs.g.cs"]);
        Snapshot.Matches("Detector.Training.txt", files["Samples.Net.Training.g.cs"]);
    }

    private static NetworkGraph Bind(string source) => BoundNetworks.Of(BindingTests.DeclarationOf(source)).Graph!;
}
