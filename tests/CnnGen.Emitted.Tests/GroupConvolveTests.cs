using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Convolutions in groups of four and of eight channels, which inference computes side by side, against their definitions at every width.</summary>
public sealed class GroupConvolveTests
{
    private static readonly DeclaredNetworks Networks = new(
        "Grouped",
        "[Input(32, 9, 11)] [Conv(32, 3, Pad = 1, Groups = 8), BatchNorm, ReLU] [Conv(32, 3, Stride = 2, Groups = 4, Bias = false), Tanh]",
        "[Input(16, 7, 30)] [Conv(16, 5, PadLeft = 3, PadTop = 1, Groups = 4), PReLU(PerChannel = true)] [Conv(16, 2, Dilation = 2, Groups = 2), LeakyReLU(0.1)] [Conv(3, 1)]",
        "[Input(3, 6, 6)] [Conv(48, 1), BatchNorm, Conv(48, 1, Groups = 12), BatchNorm, ReLU6] [Conv(48, 3, Pad = 1, StrideWidth = 3, Groups = 6), MaxPool(2)] [Linear(5)]",
        "[Input(16, 3, 5, 8)] [Conv(16, 3, Pad = 1, Groups = 4), Sigmoid] [Conv(16, 2, Groups = 2, Bias = false)]",
        "[Input(32, 40)] [Conv(32, 9, Pad = 4, Groups = 8), ReLU, Conv(32, 3, Groups = 4)]",
        "[Input(16, 6, 7)] [Conv(16, 3, Pad = 2, PadMode = PadMode.Circular, Groups = 4), Add(\"conv1\", Name = \"sum\")] [Conv(16, 3, Groups = 4), BatchNorm]");

    public static TheoryData<int> Indexes() => Networks.Indexes;

    /// <summary>The networks as attributes.</summary>
    internal static IReadOnlyList<string> AllDeclarations => Networks.Declarations;

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Network_AgreesWithItsDefinition(int index) => Networks.Check(index);

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Networks.Compiled);

    /// <summary>Nothing is copied into groups of blocks, a normalisation is in the weights and ReLU in the sums.</summary>
    [Fact]
    public void Inference_ComputesGroupsSideBySide()
    {
        Program program = MemorySafetyTests.Plan("[Input(128, 14, 14)] [Conv(128, 3, Pad = 1, Groups = 32, Bias = false), BatchNorm, ReLU]", MemoryOptions.Dense).Inference;
        Assert.Collection(
            program.Operations,
            operation => Assert.IsType<Load>(operation),
            operation => Assert.True(operation is GroupConvolve { Activation.Function.Name: "ReLU", Weights.Source: WeightSource.Folded }),
            operation => Assert.IsType<Store>(operation));
    }

    /// <summary>Other groups keep blocks of their own: unequal, of other sizes, or such as fill no whole block together.</summary>
    [Theory]
    [InlineData("[Input(32, 5, 5)] [Conv(64, 3, Groups = 8)]")]
    [InlineData("[Input(24, 5, 5)] [Conv(24, 3, Groups = 4)]")]
    [InlineData("[Input(40, 5, 5)] [Conv(40, 3, Groups = 10)]")]
    [InlineData("[Input(32, 5, 5)] [Conv(32, 3, Groups = 2)]")]
    public void OtherGroups_AreInBlocksOfTheirOwn(string declaration) =>
        Assert.DoesNotContain(MemorySafetyTests.Plan(declaration, MemoryOptions.Dense).Inference.Operations, operation => operation is GroupConvolve);
}
