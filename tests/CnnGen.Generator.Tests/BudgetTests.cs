using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The Budget attribute.</summary>
public sealed class BudgetTests
{
    private const string LeNet5 = """
        [Input(1, 28, 28)]
        [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)]
        [Conv(16, 5), ReLU, MaxPool(2)]
        [Linear(120), ReLU]
        [Linear(84), ReLU]
        [Linear(10)]
        public partial class LeNet5;
        """;

    [Theory]
    [InlineData("[Budget(Parameters = 61_706, MultiplyAdds = 416_520, ActivationBytes = 58_408)]")]
    [InlineData("[Budget]")]
    [InlineData("[Budget(Parameters = long.MaxValue)]")]
    [InlineData("[Budget(Parameters = {|CNN016:61_705|})]")]
    [InlineData("[Budget(Parameters = 61_706, MultiplyAdds = {|CNN016:416_519|})]")]
    [InlineData("[Budget(Parameters = {|CNN016:1|}, MultiplyAdds = {|CNN016:2|}, ActivationBytes = {|CNN016:3|})]")]
    [InlineData("[Budget(Parameters = {|CNN004:0|})]")]
    [InlineData("[Budget(MultiplyAdds = {|CNN004:-5|})]")]
    public void Budget_IsKeptToTheUnit(string budget) => DiagnosticAssert.Reports($"using CnnGen; {budget} {LeNet5}" + ShapeDiagnosticTests.Use("LeNet5"));

    [Fact]
    public void Excess_IsSaid_WithTheHeaviestLayers()
    {
        Diagnostic over = Only("[Budget(Parameters = 60_000)]");
        Assert.Equal(
            "the network has 61,706 parameters, 1,706 (2.8 %) over the budget of 60,000; the heaviest layers are fc1 with 48,120 (78 %), fc2 with 10,164 (16.5 %), conv2 with 2,416 (3.9 %)",
            over.GetMessage(null));
        Assert.Equal(["Linear", "Linear", "Conv"], over.AdditionalLocations.Select(location => location.SourceTree!.GetText().ToString(location.SourceSpan)));
        Assert.Equal("61_706", over.Properties["Parameters"]);
    }

    [Fact]
    public void Bytes_AreTheLayerTables()
    {
        Diagnostic over = Only("[Budget(ActivationBytes = 10_000)]");
        Assert.StartsWith("the network has 58,408 bytes of activations, 48,408 (484.1 %) over the budget of 10,000", over.GetMessage(null), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "61,706 times the budget of 1")]
    [InlineData(5_000, "12.3 times the budget of 5,000")]
    [InlineData(5_609, "11 times the budget of 5,609")]
    [InlineData(5_610, "56,096 (999.9 %) over the budget of 5,610")]
    public void ManyTimesTheBudget_IsSaidAsAFactor(int most, string over) => Assert.StartsWith(
        $"the network has 61,706 parameters, {over}; the heaviest", Only($"[Budget(Parameters = {most})]").GetMessage(null), System.StringComparison.Ordinal);

    [Fact]
    public void LayersThatWeighNextToNothing_AreNotNamed()
    {
        Diagnostic over = Assert.Single(GeneratorRun.Of("[Budget(Parameters = 1000)] [Input(3, 8, 8), Conv(1, 1, Bias = false), Linear(2000), ReLU, Linear(1, Bias = false)] partial class Net;").Result.Diagnostics);
        Assert.Equal("the network has 132,003 parameters, 132 times the budget of 1,000; the heaviest layers are fc1 with 130,000 (98.5 %), fc2 with 2,000 (1.5 %)", over.GetMessage(null));
        Assert.Equal(2, over.AdditionalLocations.Count);
    }

    [Fact]
    public void BehindAnError_OnlyTheLimitsAreChecked() => DiagnosticAssert.Reports(
        "using CnnGen; [Budget(Parameters = 1, MultiplyAdds = {|CNN004:0|})] [Input(1, 7, 7), Conv(1, 3, Stride = {|CNN001:3|})] public partial class Net;");

    [Fact]
    public void WithoutInput_ABudgetIsNoNetwork() => DiagnosticAssert.Reports("using CnnGen; [Budget(Parameters = 1)] public class Net;");

    [Fact]
    public void OnAnotherDeclaration_ItHoldsToo() => DiagnosticAssert.Reports(
        "using CnnGen; [Input(4), Linear(2)] public partial class Net; [Budget(Parameters = {|CNN016:9|})] partial class Net;");

    private static Diagnostic Only(string budget) => Assert.Single(GeneratorRun.Of($"{budget} {LeNet5}").Result.Diagnostics);
}
