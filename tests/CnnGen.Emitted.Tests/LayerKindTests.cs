using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>What every kind of layer is tested by: a new one fails here until it has its definition and is compared with PyTorch's.</summary>
/// <remarks>
/// Random networks bring a definition in double precision, difference quotients, agreement of the vector widths, guarded memory and the
/// verifier's rules to every kind that is drawn.
/// </remarks>
public sealed class LayerKindTests
{
    private const int Networks = 1500;
    private const int FewestDrawn = 8;
    private const int MostElements = 3000;

    /// <summary>Kinds that random networks do not draw, and what tests them instead.</summary>
    private static readonly Dictionary<string, string> NotDrawn = new()
    {
        ["Dropout"] = "its masks are no function of its input: DropoutTests",
        ["ChannelDropout"] = "likewise",
        ["StochasticDepth"] = "likewise",
    };

    /// <summary>Kinds of which there are no recorded results of their own, and what they are compared by.</summary>
    private static readonly Dictionary<string, string> WithoutRecordedResults = new()
    {
        ["Flatten"] = "in the recorded networks",
        ["Output"] = "by its definition",
        ["Dropout"] = "DropoutTests",
        ["ChannelDropout"] = "DropoutTests",
        ["StochasticDepth"] = "DropoutTests",
        ["Reshape"] = "by its definition",
        ["Scale"] = "by its definition",
        ["Add"] = "in the recorded networks",
        ["Concat"] = "in the recorded networks",
        ["Slice"] = "by its definition",
        ["Crop"] = "as negative padding of Pad",
        ["Subtract"] = "by its definition",
        ["Multiply"] = "by its definition",
        ["Max"] = "by its definition",
        ["Average"] = "by its definition",
        ["LpPool"] = "by its definition, which is ONNX's: PyTorch keeps the sign of odd powers",
        ["GlobalAvgPool"] = "as AdaptiveAvgPool(1)",
        ["GlobalMaxPool"] = "as AdaptiveMaxPool(1)",
        ["Clip"] = "as HardTanh, by its definition at its ends",
    };

    /// <summary>Kinds whose gradients depend on what they take, those that are random, and the mark, which hands over what another layer makes.</summary>
    private static readonly HashSet<string> NotLinear =
    [
        "MaxPool", "LpPool", "GlobalMaxPool", "AdaptiveMaxPool", "BatchNorm", "LayerNorm", "GroupNorm", "InstanceNorm", "LocalResponseNorm",
        "ReLU", "ReLU6", "LeakyReLU", "PReLU", "ELU", "CELU", "SELU", "GELU", "SiLU", "Mish", "HardSigmoid", "HardSwish", "HardTanh", "Clip", "Sigmoid", "Tanh", "Softplus", "Softsign",
        "Softmax", "LogSoftmax", "Dropout", "ChannelDropout", "StochasticDepth", "Multiply", "Max", "Output",
    ];

    private static readonly Lazy<string[]> Drawn = new(() => Enumerable.Range(0, Networks).Select(seed => RandomNetworks.Draw(seed, MostElements).Declaration).ToArray());

    public static TheoryData<string> Kinds() => new(LayerKinds.All.Select(kind => kind.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_IsInTheRandomNetworks(string kind)
    {
        int drawn = Drawn.Value.Count(declaration => Has(declaration, kind));
        Assert.True(NotDrawn.ContainsKey(kind) ? drawn == 0 : drawn >= FewestDrawn, $"{kind} is in {drawn} of {Networks} random networks");
    }

    [SharedTheory]
    [MemberData(nameof(Kinds))]
    public void Kind_IsComparedWithPyTorch(string kind) =>
        Assert.True(GoldenLayerTests.Declarations.Any(declaration => Has(declaration, kind)) || WithoutRecordedResults.ContainsKey(kind), $"{kind} has no recorded results and no reason for it");

    /// <summary>A linear layer is tested without differences too.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void LinearKind_HasItsAdjointTested(string kind) =>
        Assert.True(AdjointTests.Kinds.Contains(kind) != NotLinear.Contains(kind), $"{kind} is linear and without an adjoint test, or not linear and with one");

    private static bool Has(string declaration, string kind) => new[] { $"[{kind}(", $"[{kind}]", $" {kind}(" }.Any(text => declaration.Contains(text, StringComparison.Ordinal));
}
