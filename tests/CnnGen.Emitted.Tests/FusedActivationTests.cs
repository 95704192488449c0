using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Every activation behind everything that takes one in: computed with it, and as the definition has it.</summary>
public sealed class FusedActivationTests
{
    // A name for each place, and the layers with the activation as "$".
    private static readonly (string Name, string Layers)[] Places =
    [
        ("Blocked", "[Input(5, 6, 7)] [Conv(20, 3, Pad = 1)] [$]"),
        ("Border", "[Input(5, 6, 7)] [Conv(36, 3)] [$] [Conv(3, 3, Pad = 1)]"),
        ("Planar", "[Input(2, 5, 37)] [Conv(3, 3, Pad = 1)] [$] [Conv(20, 3)]"),
        ("Depthwise", "[Input(20, 5, 9)] [Conv(20, 3, Groups = 20, Pad = 1)] [$]"),
        ("Grouped", "[Input(4, 4, 5)] [Conv(32, 3, Groups = 2, Pad = 1)] [$]"),
        ("Product", "[Input(19)] [Linear(37)] [$]"),
        ("Join", "[Input(5, 6, 7)] [Conv(5, 3, Pad = 1), Add(Tensor.Input)] [$]"),
        ("Norm", "[Input(5, 6, 7)] [MaxPool(2, Stride = 1), BatchNorm(Epsilon = 0.1)] [$]"),
        ("MaxPool", "[Input(5, 8, 8)] [Conv(20, 3, Pad = 1)] [$] [MaxPool(2)]"),
        ("AvgPool", "[Input(5, 8, 8)] [Conv(20, 3, Pad = 1)] [$] [AvgPool(2)]"),
        ("Volume", "[Input(3, 4, 5, 6)] [Conv(17, 3, Pad = 1)] [$]"),
    ];

    private static readonly Dictionary<string, ReferenceNetwork> References = (
        from activation in Functions().Select((function, number) => (function, number))
        from place in Places
        select (Name: $"{place.Name}{activation.number}", Declaration: place.Layers.Replace("$", activation.function.Attribute, StringComparison.Ordinal)))
        .ToDictionary(network => network.Name, network => ReferenceParser.Parse(network.Declaration));

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", References.Select(network => $"{network.Value.Declaration} public partial class {network.Key};")), Widths.ToCompile));

    public static TheoryData<string, int> PlacesAndFunctions()
    {
        TheoryData<string, int> data = [];
        foreach ((string name, _) in Places)
        {
            foreach (int function in Enumerable.Range(0, Functions().Count()))
            {
                data.Add(name, function);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PlacesAndFunctions))]
    public void Activation_AgreesWithItsDefinition_BehindEachLayer(string place, int function)
    {
        string name = $"{place}{function}";
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
            using DefinitionCheck check = new(References[name], network, seed: 3 + function, bits);
            check.Run();
            check.GradientsAreSlopeInOneDirection();
        }
    }

    [Theory]
    [MemberData(nameof(PlacesAndFunctions))]
    public void Inference_ComputesItWithTheLayer(string place, int function)
    {
        LoweredNetwork network = Lowered(References[$"{place}{function}"]);
        Assert.DoesNotContain(network.Inference.Operations, operation => operation is Activate);
    }

    [Theory]
    [MemberData(nameof(PlacesAndFunctions))]
    public void Training_ComputesItWithTheLayer_WhereTheDerivativeFollowsFromTheValue(string place, int function)
    {
        LoweredNetwork network = Lowered(References[$"{place}{function}"]);
        ActivateGradient gradient = Assert.Single(network.Training.Operations.OfType<ActivateGradient>());
        Assert.Equal(gradient.Function.FollowsFromValue, !network.Training.Operations.Any(operation => operation is Activate));
    }

    [Theory]
    [InlineData("[Input(5, 6, 7)] [Conv(36, 3)] [$] [Conv(3, 3, Pad = 1)]")]
    [InlineData("[Input(2, 5, 37)] [Conv(3, 3, Pad = 1)] [$] [Conv(20, 3)]")]
    [InlineData("[Input(20, 5, 9)] [Conv(20, 3, Groups = 20, Pad = 1)] [$]")]
    [InlineData("[Input(4, 4, 5)] [Conv(32, 3, Groups = 2, Pad = 1)] [$]")]
    [InlineData("[Input(5, 6, 7)] [MaxPool(2, Stride = 1), BatchNorm(Epsilon = 0.1)] [$]")]
    [InlineData("[Input(5, 8, 8)] [Conv(20, 3, Pad = 1, Bias = false), BatchNorm(Epsilon = 0.1)] [$] [MaxPool(2)]")]
    public void PReLU_IsComputedWithTheLayer_AndAsItsDefinition(string layers)
    {
        foreach (string activation in new[] { "PReLU", "PReLU(PerChannel = true)" })
        {
            string declaration = layers.Replace("$", activation, StringComparison.Ordinal);
            Assert.DoesNotContain(MemorySafetyTests.Plan(declaration, MemoryOptions.Dense).Inference.Operations, operation => operation is ActivateBySlope);
            Assembly assembly = NetworkCompiler.Compile($"{declaration} public partial class Net;", Widths.ToCompile);
            foreach (int bits in Widths.Supported)
            {
                using WidthScope scope = new(bits);
                using NetworkHandle network = NetworkHandle.Create(assembly, "Net");
                using DefinitionCheck check = new(ReferenceParser.Parse(declaration), network, seed: 5, bits);
                check.Run();
                check.GradientsAreSlopeInOneDirection();
            }
        }
    }

    // One of each kind, and one whose derivative follows from the value only with other numbers.
    private static IEnumerable<ReferenceLayer> Functions() => [.. ReferenceActivation.All.DistinctBy(function => function.Function), new ReferenceActivation("LeakyReLU", -0.2)];

    private static LoweredNetwork Lowered(ReferenceNetwork reference) => MemorySafetyTests.Plan(reference.Declaration, MemoryOptions.Dense);
}
