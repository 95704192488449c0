using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Parsing;
using CnnGen.Generator.Tensors;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Runs by itself: what is counted is counted for the whole process.</summary>
[CollectionDefinition(nameof(BindingTests), DisableParallelization = true)]
public sealed class BindingTestsCollection;

/// <summary>A network is bound once: its errors, its code, its tooltip and its advice come from one result.</summary>
[Collection(nameof(BindingTests))]
public sealed class BindingTests
{
    private const string Network = "[Input(1, 5, 5)] [Conv(3, 3, Name = \"bound\"), ReLU] [Linear(5, Name = \"once\")] partial class Net;";

    private static readonly GeneratorOptions OneWidth = GeneratorOptions.Default with { Widths = [VectorWidth.V128] };

    [Fact]
    public void Network_IsBoundOnce_ForTheParserTheEmitterAndTheAdvice()
    {
        // A name that no other test's network has.
        string network = Network.Replace("\"bound\"", "\"boundOnlyHere\"");
        long before = BoundNetworks.Count;
        GeneratorRun run = GeneratorRun.With(OneWidth, network);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.Advice);
        Assert.Equal(1, BoundNetworks.Count - before);

        // The same network in another class, with other text around it, in another compilation.
        Assert.Empty(GeneratorRun.With(OneWidth, "// Again.\n" + network.Replace("class Net", "class Other")).Advice);
        Assert.Equal(1, BoundNetworks.Count - before);
    }

    /// <summary>Nor are its blocks taken apart twice, whoever asks and whatever is edited elsewhere; a block's edit is one of the network.</summary>
    [Fact]
    public void Blocks_AreTakenApartOnce()
    {
        const string network = "[Input(1, 5, 5)] [Step(3, Name = \"apartOnlyHere\", Repeat = 2)] partial class Net; [Layers(\"Conv(filters, 1)\")] sealed class StepAttribute(int filters) : BlockAttribute;";
        long before = ExpandedNetworks.Count;
        GeneratorRun run = GeneratorRun.With(OneWidth, network);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.Advice);
        run = run.Add("class Elsewhere;");
        Assert.Equal(1, ExpandedNetworks.Count - before);
        run.Edit("Conv(filters, 1)", "Conv(filters, 1), ReLU");
        Assert.Equal(2, ExpandedNetworks.Count - before);
    }

    [Fact]
    public void NetworkWithErrors_IsBoundOnce_AndItsErrorsStay()
    {
        const string Wrong = "[Input(1, 5, 5)] [Conv(3, 13, Name = \"boundWrongly\"), ReLU] partial class Net;";
        long before = BoundNetworks.Count;
        Assert.Equal(
            GeneratorRun.With(OneWidth, Wrong).Result.Diagnostics.Select(error => error.GetMessage(null)),
            GeneratorRun.With(OneWidth, Wrong).Result.Diagnostics.Select(error => error.GetMessage(null)));
        Assert.Equal(1, BoundNetworks.Count - before);
    }

    /// <summary>Whatever of a declaration changes what is bound, or how it is written, makes another network.</summary>
    [Theory]
    [InlineData("Input(1, 5, 5)", "Input(1, 5, 6)")]
    [InlineData("Conv(3, 3", "Conv(3, 5")]
    [InlineData("Conv(3, 3", "Conv(3, 3, Bias = true")]
    [InlineData("\"once\"", "\"twice\"")]
    [InlineData("[Input", "[Network(Fit = Fit.Floor), Input")]
    public void AnotherDeclaration_IsBoundAnew(string before, string after)
    {
        GeneratorRun.With(OneWidth, Network);
        NetworkDeclaration one = DeclarationOf(Network);
        NetworkDeclaration other = DeclarationOf(Network.Replace(before, after));
        Assert.NotEqual(one, other);
        Assert.NotSame(BoundNetworks.Of(one).Graph, BoundNetworks.Of(other).Graph);
        Assert.Same(BoundNetworks.Of(one).Graph, BoundNetworks.Of(DeclarationOf(Network)).Graph);
    }

    /// <summary>In front of a ReLU, if through joins and pooling, weights begin with He's variance and biases with nothing; elsewhere as PyTorch's.</summary>
    [Fact]
    public void FirstValues_FollowFromWhatIsBehind()
    {
        NetworkGraph graph = BoundNetworks.Of(DeclarationOf(
            "[Input(2, 8, 8)] [Conv(4, 3, Name = \"a\"), MaxPool(2), ReLU] [Conv(4, 1, Bias = false, Name = \"b\")] [Conv(4, 1, Name = \"c\"), Add(\"b\"), ReLU] [Linear(3, Name = \"d\")] partial class Net;")).Graph!;
        Assert.Equal(
            ["a.weight HeNormal", "a.bias Zeros", "b.weight HeNormal", "c.weight HeNormal", "c.bias Zeros", "d.weight FanInUniform", "d.bias FanInUniform"],
            graph.Nodes.SelectMany(node => node.Parameters.Select(parameter => $"{node.Name}.{parameter.Suffix} {parameter.Initial}")));
        Assert.All(graph.Nodes.SelectMany(node => node.Parameters), parameter => Assert.Equal(ParameterRole.Weight, parameter.Role));
    }

    internal static NetworkDeclaration DeclarationOf(string source)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText("using CnnGen; " + source);
        CSharpCompilation compilation = CSharpCompilation.Create("Networks", [tree], NetworkCompiler.References);
        TypeDeclarationSyntax type = tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().First();
        return NetworkParser.Parse(compilation.GetSemanticModel(tree).GetDeclaredSymbol(type), type, compilation, default)!.Spec!.Declaration;
    }
}
