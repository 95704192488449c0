using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Every activation behind everything that it is computed with, as the definition has it.</summary>
public sealed class FusedActivationTests
{
    // A name for each place, and the layers with the activation as "$": every activation stands there.
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

    // Here one for each way to be computed: in registers and by the runtime's loop, with a derivative that follows from the value and with one that does not, and by slopes.
    private static readonly (string Name, string Layers)[] OtherPlaces =
    [
        ("GroupsOfFew", "[Input(4, 4, 5)] [Conv(6, 3, Groups = 2, Pad = 1, Bias = false), BatchNorm(Epsilon = 0.1)] [$]"),
        ("Walked", "[Input(192, 14, 14)] [Conv(64, 1)] [$]"),
        ("Transposed", "[Input(5, 3, 4)] [ConvTranspose(20, 3, Stride = 2)] [$] [Conv(3, 3, Pad = 1)]"),
        ("TransposedDepthwise", "[Input(20, 3, 4)] [ConvTranspose(20, 3, Stride = 2, Groups = 20)] [$]"),
        ("TransposedBetweenNorms", "[Input(5, 4, 5)] [MaxPool(2, Stride = 1), BatchNorm(Epsilon = 0.1)] [ConvTranspose(20, 2, Stride = 2), BatchNorm(Epsilon = 0.1)] [$]"),
        ("TransposedOnce", "[Input(5, 3, 4)] [ConvTranspose(20, 2)] [$]"),
        ("Widened", "[Input(20, 4, 5)] [GlobalAvgPool, Multiply(Tensor.Input)] [$] [Conv(3, 3, Pad = 1)]"),
        ("Mean", "[Input(5, 4, 5)] [AvgPool(3, Stride = 1, Pad = 1), Average(Tensor.Input)] [$]"),
        ("LayerNorm", "[Input(5, 4, 5)] [Scale, LayerNorm(Epsilon = 0.1)] [$]"),
        ("GroupNorm", "[Input(6, 4, 5)] [Scale, GroupNorm(2, Epsilon = 0.1)] [$] [Conv(3, 3, Pad = 1)]"),
        ("LocalResponse", "[Input(5, 4, 5)] [Scale, LocalResponseNorm(3)] [$]"),
        ("Kept", "[Input(5, 6, 7)] [Conv(20, 3, Pad = 1, Name = \"a\")] [$] [Conv(20, 3, Pad = 1), Add(\"a\")]"),
        ("KeptDepthwise", "[Input(20, 5, 6)] [DepthwiseConv(3, Name = \"a\")] [$] [DepthwiseConv(3, Pad = 1), Add(\"a\")]"),
        ("KeptProduct", "[Input(19)] [Linear(37, Name = \"a\")] [$] [Add(\"a\")]"),
        ("KeptSum", "[Input(5, 6, 7)] [Conv(5, 3, Pad = 1), Add(Tensor.Input, Name = \"a\")] [$] [Conv(5, 3, Pad = 1), Add(\"a\")]"),
        ("KeptJoin", "[Input(5, 4, 5)] [GlobalAvgPool, Add(Tensor.Input, Name = \"a\")] [$] [Max(\"a\")]"),
        ("KeptNorm", "[Input(5, 6, 7)] [MaxPool(2, Stride = 1), BatchNorm(Epsilon = 0.1, Name = \"a\")] [$] [Add(\"a\")]"),
        ("KeptTransposed", "[Input(5, 3, 4)] [ConvTranspose(20, 3, Stride = 2, Name = \"a\")] [$] [Conv(20, 3, Pad = 1), Add(\"a\")]"),
        ("Marked", "[Input(5, 6, 7)] [Conv(20, 3, Pad = 1), Output(\"sums\")] [$] [Conv(3, 3)]"),
        ("Pooled", "[Input(5, 8, 8)] [Conv(20, 3, Pad = 1, Name = \"a\")] [$] [MaxPool(2, Name = \"b\"), MaxPool(2, From = \"a\"), Add(\"b\")]"),
    ];

    private static readonly ReferenceLayer[] OneOfEachWay =
    [
        new ReferenceActivation("ReLU"), new ReferenceActivation("HardSwish"), new ReferenceActivation("Tanh"), new ReferenceActivation("SiLU"),
        new ReferencePReLU(PerChannel: false), new ReferencePReLU(PerChannel: true),
    ];

    // One of each kind, and others whose gradient or kernel is of another kind with other arguments.
    private static readonly ReferenceLayer[] Functions =
    [
        .. ReferenceActivation.All.DistinctBy(function => function.Function),
        new ReferenceActivation("LeakyReLU", -0.2), new ReferenceActivation("Softplus", 0.5, 5), new ReferenceActivation("GELU", 1),
        new ReferencePReLU(PerChannel: false), new ReferencePReLU(PerChannel: true),
    ];

    private static readonly Dictionary<(string Place, int Function), ReferenceNetwork> References = (
        from place in Places.Concat(OtherPlaces)
        from function in Places.Contains(place) ? Functions : OneOfEachWay
        select (Key: (place.Name, Array.IndexOf(Functions, function)), Declaration: place.Layers.Replace("$", function.Attribute, StringComparison.Ordinal)))
        .ToDictionary(network => network.Key, network => ReferenceParser.Parse(network.Declaration));

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", References.Select(network => $"{network.Value.Declaration} public partial class {NameOf(network.Key)};")), Widths.ToCompile));

    public static TheoryData<string, int> PlacesAndFunctions()
    {
        TheoryData<string, int> data = [];
        foreach ((string place, int function) in References.Keys)
        {
            data.Add(place, function);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PlacesAndFunctions))]
    public void Activation_AgreesWithItsDefinition_BehindEachLayer(string place, int function)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, NameOf((place, function)));
            using DefinitionCheck check = new(References[(place, function)], network, seed: 3 + function, bits);
            check.Run();
            check.GradientsAreSlopeInOneDirection();
        }
    }

    private static string NameOf((string Place, int Function) network) => $"{network.Place}{network.Function}";
}
