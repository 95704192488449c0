using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Random legal networks against plain loops in double precision; their gradients against central differences of those loops.</summary>
public sealed class RandomNetworkTests
{
    private const int Networks = 120;
    private const int MostElements = 3000;

    private static readonly ReferenceNetwork[] References = Enumerable.Range(0, Networks).Select(seed => RandomNetworks.Draw(seed, MostElements)).ToArray();

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", References.Select((network, index) => $"[Network(Fit = Fit.Floor)] {network.Declaration} public partial class Random{index};")), Widths.ToCompile));

    /// <summary>The random networks as attributes.</summary>
    internal static IEnumerable<string> Declarations => References.Select(network => network.Declaration);

    public static TheoryData<int> Indexes() => new(Enumerable.Range(0, Networks));

    /// <summary>How often each kind is drawn is <see cref="LayerKindTests"/>' to say, and every activation is <see cref="FusedActivationTests"/>'; here is what these few networks must have.</summary>
    [Theory]
    [InlineData("[Conv(")]
    [InlineData("DepthwiseConv(")]
    [InlineData("MaxPool(")]
    [InlineData("AvgPool(")]
    [InlineData("Linear(")]
    [InlineData("Flatten(")]
    [InlineData("[ReLU(")]
    [InlineData("[Tanh(")]
    [InlineData("[Sigmoid(")]
    [InlineData("[Softmax(")]
    [InlineData("[LogSoftmax(")]
    [InlineData("[LocalResponseNorm(")]
    [InlineData("Add(")]
    [InlineData("Concat(")]
    [InlineData("Subtract(")]
    [InlineData("Multiply(")]
    [InlineData("Max(")]
    [InlineData("Average(")]
    [InlineData("LpPool(")]
    [InlineData("GlobalAvgPool(")]
    [InlineData("GlobalMaxPool(")]
    [InlineData("AdaptiveAvgPool(")]
    [InlineData("AdaptiveMaxPool(")]
    [InlineData("From = ")]
    [InlineData("Tensor.Input")]
    [InlineData("Fit.Ceil")]
    [InlineData("BatchNorm(")]
    [InlineData("Affine = false")]
    [InlineData("PadBack = ")]
    [InlineData("PadBottom = ")]
    [InlineData("PadRight = ")]
    [InlineData("PadMode.Reflect")]
    [InlineData("PadMode.Replicate")]
    [InlineData("PadMode.Circular")]
    [InlineData("Padding.Same")]
    [InlineData("Padding.Valid")]
    [InlineData("KernelHeight")]
    [InlineData("StrideWidth")]
    public void DrawnNetworks_HaveEverythingThatALayerMayBe(string text) =>
        Assert.True(References.Count(reference => reference.Declaration.Contains(text, StringComparison.Ordinal)) > 3);

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Compiled.Value);

    [Fact]
    public void LargeNetworks_StayWithinTheJitsBudget() => MethodBudget.AssertKept(NetworkCompiler.Compile("""
        [Input(3, 227, 227)]
        [Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2)]
        [Conv(256, 5, Pad = 2, Groups = 2), ReLU, MaxPool(3, Stride = 2)]
        [Conv(384, 3, Pad = 1), ReLU, Conv(384, 3, Pad = 1, Groups = 2), ReLU, Conv(256, 3, Pad = 1, Groups = 2), ReLU, MaxPool(3, Stride = 2)]
        [Linear(4096), ReLU, Dropout(0.5), Linear(4096), ReLU, Dropout(0.5), Linear(1000)]
        public partial class AlexNet;

        [Input(3, 64, 64)]
        [Conv(12, 7, Pad = 3), ReLU, MaxPool(8)]
        [Conv(17, 5, Pad = 2, Dilation = 1), Tanh, AvgPool(4)]
        [Linear(10), Softmax]
        public partial class Wide;
        """));

    /// <summary>What there is one of for each layer, or for each tap of a window as large as the plane, must not be in one method.</summary>
    [Theory]
    [InlineData("[Input(16, 6, 6)]", "[Conv(16, 3, Pad = 1), ReLU]", 700)]
    [InlineData("[Input(16, 6, 6)]", "[Conv(16, 1, Bias = false), BatchNorm, ReLU]", 300)]
    [InlineData("[Input(16)]", "[Linear(16), Tanh]", 300)]
    [InlineData("[Input(16, 56, 56)]", "[AvgPool(56)]", 1)]
    [InlineData("[Input(16, 56, 56)]", "[MaxPool(56)]", 1)]
    public void LongNetworksAndLargeWindows_StayWithinTheJitsBudget(string input, string layers, int times) => MethodBudget.AssertKept(NetworkCompiler.Compile(
        $"{input} {string.Concat(Enumerable.Repeat(layers, times))} public partial class Long;"));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Network_AgreesWithItsDefinition(int index)
    {
        float[][] widest = [];
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, $"Random{index}", seed: (ulong)index);
            using DefinitionCheck check = new(References[index], network, index, bits);
            check.Run();
            if (widest.Length == 0)
            {
                // Differences are slow; the narrower widths are compared with the widest, which passed.
                check.GradientsAreSlopes();
                widest = check.Gradients.Select(gradient => gradient.ToArray()).ToArray();
            }

            check.GradientsAre(widest);
        }
    }
}
