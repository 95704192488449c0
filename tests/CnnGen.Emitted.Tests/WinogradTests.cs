using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>3x3 convolutions that are computed at points in place of taps, against their definitions at every width, in both directions.</summary>
public sealed class WinogradTests
{
    private static readonly DeclaredNetworks Networks = new(
        "Winograd",
        "[Input(16, 14, 14)] [Conv(32, 3, Pad = 1), ReLU] [Conv(32, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)] [Linear(5)]",
        "[Input(32, 13, 18)] [Conv(48, 3), SiLU] [Conv(16, 3, PadTop = 2, PadRight = 1), Tanh]",
        "[Input(3, 16, 16)] [Conv(16, 3, Pad = 1, Name = \"a\")] [BatchNorm, ReLU, Conv(16, 3, Pad = 1), BatchNorm, Add(\"a\"), ReLU]",
        "[Input(16, 12, 13)] [Conv(16, 3, Pad = 1, PadMode = PadMode.Circular), PReLU(PerChannel = true)] [Conv(16, 3, Pad = 1, Name = \"b\"), GELU] [Conv(16, 1), Concat(\"b\")]");

    public static TheoryData<int> Indexes() => Networks.Indexes;

    /// <summary>The networks as attributes.</summary>
    internal static IReadOnlyList<string> AllDeclarations => Networks.Declarations;

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Network_AgreesWithItsDefinition(int index) => Networks.Check(index);

    [Theory]
    [MemberData(nameof(Indexes))]
    public void BothDirections_AreAtPoints(int index)
    {
        LoweredNetwork network = MemorySafetyTests.Plan(Networks.Declarations[index], MemoryOptions.Dense);
        Assert.Contains(network.Inference.Operations, operation => operation is WinogradInput);
        Assert.Contains(network.Training.Forward, operation => operation is WinogradInput);
        Assert.Contains(network.Training.Backward, operation => operation is WinogradInput);
    }

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Networks.Compiled);

    /// <summary>What is no 3x3 convolution of whole blocks that moves by one, or too small to be worth it, is summed directly.</summary>
    [Theory]
    [InlineData("[Input(16, 14, 14)] [Conv(32, 3, Pad = 1, Stride = 2)]")]
    [InlineData("[Input(16, 14, 14)] [Conv(32, 3, Pad = 2, Dilation = 2)]")]
    [InlineData("[Input(16, 14, 14)] [Conv(32, 5, Pad = 2)]")]
    [InlineData("[Input(16, 14, 14)] [Conv(20, 3, Pad = 1)]")]
    [InlineData("[Input(3, 14, 14)] [Conv(32, 3, Pad = 1)]")]
    [InlineData("[Input(32, 14, 14)] [Conv(32, 3, Pad = 1, Groups = 2)]")]
    [InlineData("[Input(16, 5, 14, 14)] [Conv(32, 3, Pad = 1)]")]
    [InlineData("[Input(16, 5, 5)] [Conv(32, 3)]")]
    [InlineData("[Input(16, 14, 14)] [Conv(32, 3, Pad = 1, Algorithm = ConvAlgorithm.Direct)]")]
    [InlineData("[Input(512, 7, 7)] [Conv(512, 3, Pad = 1)]")]
    public void Others_AreSummedDirectly(string declaration) =>
        Assert.DoesNotContain(MemorySafetyTests.Plan($"[Network(Fit = Fit.Floor)] {declaration}", MemoryOptions.Dense).Inference.Operations, operation => operation is WinogradInput);

    /// <summary>A large plane goes through a cache in runs of rows, each row of tiles once; ReLU is in what writes the outputs.</summary>
    [Fact]
    public void LargePlane_IsGoneThroughInRuns()
    {
        Program program = MemorySafetyTests.Plan("[Input(64, 112, 112)] [Conv(64, 3, Pad = 1), ReLU]", MemoryOptions.Dense).Inference;
        WinogradOutput[] outputs = [.. program.Operations.OfType<WinogradOutput>()];
        Assert.True(outputs.Length > 1);
        Assert.All(outputs, static output => Assert.True(output.Activates));
        Assert.Equal(Enumerable.Range(0, 28), outputs.SelectMany(static output => Enumerable.Range(output.FirstRow, output.Rows)));
        Assert.Equal(outputs.Length, program.Operations.OfType<WinogradInput>().Count());
        Assert.Single(program.Operations.OfType<Convolve>().Select(static convolve => convolve.Weights).Distinct());

        // What lies at the points of one run is not kept for the next.
        Assert.Single(program.Operations.OfType<WinogradInput>().Select(input => program.Memory[input.V].Offset).Distinct());
    }
}
