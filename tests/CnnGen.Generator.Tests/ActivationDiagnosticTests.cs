using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The numbers of activations: where they are wrong, and what is said.</summary>
public sealed class ActivationDiagnosticTests
{
    [Theory]
    [InlineData("LeakyReLU({|CNN004:double.NaN|})")]
    [InlineData("LeakyReLU({|CNN004:double.PositiveInfinity|})")]
    [InlineData("LeakyReLU(slope: {|CNN004:-1e39|})")]
    [InlineData("ELU({|CNN004:0|})")]
    [InlineData("ELU({|CNN004:-1|})")]
    [InlineData("ELU(alpha: {|CNN004:double.NaN|})")]
    [InlineData("ELU({|CNN004:double.PositiveInfinity|})")]
    [InlineData("CELU({|CNN004:-0.0|})")]
    [InlineData("CELU({|CNN004:1e-40|})")]
    [InlineData("CELU({|CNN004:3e38|})")]
    [InlineData("HardTanh({|CNN004:2|})")]
    [InlineData("HardTanh(max: {|CNN004:-2|})")]
    [InlineData("HardTanh(0.5, {|CNN004:0.5|})")]
    [InlineData("HardTanh({|CNN004:double.NaN|}, {|CNN004:double.NaN|})")]
    [InlineData("Clip(3, {|CNN004:2|})")]
    [InlineData("Clip(max: {|CNN004:-3|}, min: -2)")]
    [InlineData("Clip(0, {|CNN004:double.PositiveInfinity|})")]
    [InlineData("Clip({|CNN004:double.NegativeInfinity|}, 0)")]
    [InlineData("Clip(16777216, {|CNN004:16777217|})")]
    [InlineData("Softplus(Beta = {|CNN004:0|})")]
    [InlineData("Softplus(Beta = {|CNN004:-1|})")]
    [InlineData("Softplus(Beta = {|CNN004:double.NaN|}, Threshold = {|CNN004:double.NaN|})")]
    [InlineData("Softplus(Threshold = {|CNN004:double.NegativeInfinity|})")]
    public void WrongNumber_IsReportedWhereItStands(string layer) => DiagnosticAssert.Reports(
        $"using CnnGen; [Input(3, 8, 8), Conv(4, 3), {layer}] public partial class Wrong;" + ShapeDiagnosticTests.Use("Wrong"));

    [Theory]
    [InlineData("LeakyReLU(0)")]
    [InlineData("LeakyReLU(-3.4e38)")]
    [InlineData("ELU(1.2e-38)")]
    [InlineData("CELU(8.5e37)")]
    [InlineData("HardTanh(-0.5)")]
    [InlineData("HardTanh(1, 1.1)")]
    [InlineData("Clip(-3.4e38, 3.4e38)")]
    [InlineData("Softplus(Beta = 1e-30, Threshold = -1e30)")]
    [InlineData("GELU(Tanh = true), PReLU(PerChannel = true)")]
    public void NumbersAtTheEndsOfTheirRanges_AreInThem(string layer) => DiagnosticAssert.Reports(
        $"using CnnGen; [Input(3, 8, 8), Conv(4, 3), {layer}] public partial class Fine;" + ShapeDiagnosticTests.Use("Fine"));

    [Theory]
    [InlineData("LeakyReLU(double.NaN)", "slope is NaN; it must be a number from -3.4e38 to 3.4e38")]
    [InlineData("ELU(-0.5)", "alpha is -0.5; it must be above 0")]
    [InlineData("CELU(1e-40)", "alpha is 1E-40; it must be between 1.2e-38 and 8.5e37")]
    [InlineData("HardTanh(2)", "min is 2 and max is 1; min must be below max")]
    [InlineData("Clip(0, 0)", "min is 0 and max is 0; min must be below max")]
    [InlineData("Softplus(Threshold = double.PositiveInfinity)", "Threshold is Infinity; it must be a number from -3.4e38 to 3.4e38")]
    public void Messages_SayTheRange(string layer, string message)
    {
        Diagnostic error = Assert.Single(GeneratorRun.Of($"[Input(4), {layer}] partial class Wrong;").Result.Diagnostics);
        Assert.Equal(message, error.GetMessage(null).Replace("∞", "Infinity"));
    }

    [Theory]
    [InlineData("ReLU6", "HeNormal")]
    [InlineData("LeakyReLU(0.2)", "HeNormal")]
    [InlineData("PReLU", "HeNormal")]
    [InlineData("ELU", "FanInUniform")]
    [InlineData("SELU", "FanInUniform")]
    [InlineData("GELU", "FanInUniform")]
    [InlineData("HardSwish", "FanInUniform")]
    public void LayersInFrontOfTheReLUFamily_BeginWithHesVariance(string activation, string initial)
    {
        NetworkGraph graph = BoundNetworks.Of(BindingTests.DeclarationOf($"[Input(4), Linear(3), {activation}] partial class Net;")).Graph!;
        Assert.Equal(initial, graph.Nodes[0].Parameters[0].Initial.ToString());
    }

    [Fact]
    public void PReLU_HasOneWeight_OrOneAChannel()
    {
        NetworkGraph graph = BoundNetworks.Of(BindingTests.DeclarationOf("[Input(5, 4, 4), Conv(7, 1), PReLU, PReLU(PerChannel = true)] partial class Net;")).Graph!;
        Assert.Equal(
            ["prelu1.weight 1 Quarters", "prelu2.weight 7 Quarters"],
            graph.Nodes.Skip(1).SelectMany(node => node.Parameters.Select(parameter => $"{node.Name}.{parameter.Suffix} {parameter.Shape} {parameter.Initial}")));
    }
}
