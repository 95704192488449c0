using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;
using CnnGen.Runtime;
using Xunit;
using PlannedTensor = CnnGen.Generator.Tensors.Tensor;

namespace CnnGen.Emitted.Tests;

/// <summary>Programs between passes, and the numbers that generator and runtime must share.</summary>
public sealed class ProgramTests
{
    public static TheoryData<string> Declarations() => new(MemorySafetyTests.AllDeclarations.Concat(RandomNetworkTests.Declarations).Distinct());

    [Theory]
    [MemberData(nameof(Declarations))]
    public void EveryPass_LeavesAProgramThatHolds(string declaration) =>
        Assert.NotEmpty(MemorySafetyTests.Plan(declaration, MemoryOptions.Dense).Inference.Operations);

    /// <summary>All that writes the output's gradient is of the backward pass: memory is cleared for it when all samples have been forward.</summary>
    [Fact]
    public void Backward_BeginsWithWhatTheOutputsGradientNeeds()
    {
        Program program = MemorySafetyTests.Plan("[Input(3, 8, 8)] [Conv(8, 3, Pad = 1), ReLU(Name = \"trunk\"), Conv(10, 1), Output(\"scores\")] [Conv(4, 1, From = \"trunk\"), Output(\"boxes\")]", MemoryOptions.Dense).Training;
        Operation[] first = [.. program.Backward.Take(2)];
        Assert.IsType<Clear>(first[0]);
        Assert.True(Program.TakesOwnGradient(first[1]));
        Assert.Equal(first[0].Writes, first[1].Writes);
        Assert.DoesNotContain(program.Forward, operation => operation.Writes.Intersect(first[1].Writes).Any());
    }

    [Fact]
    public void Verifier_RefusesAReadBeforeItsWrite()
    {
        Program program = MemorySafetyTests.Plan("[Input(3, 8, 8)] [Conv(4, 3), ReLU]", MemoryOptions.Dense).Inference;
        Program broken = program with { Operations = program.Operations.Reverse().ToList() };
        Assert.Throws<InvalidOperationException>(() => ProgramVerifier.Verify("a test", broken));
    }

    [Fact]
    public void Verifier_RefusesSharedMemory()
    {
        Program program = MemorySafetyTests.Plan("[Input(3, 8, 8)] [Conv(4, 3), Tanh]", MemoryOptions.Dense).Inference;
        Dictionary<PlannedTensor, Place> places = program.Tensors.ToDictionary(tensor => tensor, tensor => program.Memory[tensor] with { Offset = 0 });
        Program broken = program with { Memory = program.Memory with { Places = places } };
        Assert.Throws<InvalidOperationException>(() => ProgramVerifier.VerifyMemory("a test", broken));
    }

    /// <summary>Element by element a result may be written over what it comes of, where nothing reads that later: the workspace is as large as without the layers.</summary>
    [Theory]
    [InlineData("Tanh, GELU, BatchNorm, PReLU")]
    [InlineData("Add(Tensor.Input), Max(Tensor.Input), Sigmoid")]
    [InlineData("Softmax, InstanceNorm(Affine = true), LogSoftmax")]
    public void Result_TakesThePlaceOfItsOperand(string layers)
    {
        const string First = "[Input(16, 8, 8)] [MaxPool(3, Stride = 1, Pad = 1, Name = \"first\")]";
        Program program = MemorySafetyTests.Plan($"{First} [{layers}]", MemoryOptions.Dense).Inference;
        PlannedTensor first = program.Operations.OfType<Pool>().Single().Y;
        PlannedTensor last = program.Operations.OfType<Store>().Single().X;
        Assert.NotSame(first, last);
        Assert.Equal(program.Memory[first] with { IsShared = true }, program.Memory[last]);
    }

    /// <summary>What is read again keeps its place.</summary>
    [Fact]
    public void Result_DoesNotTakeThePlaceOfWhatIsReadLater()
    {
        Program program = MemorySafetyTests.Plan("[Input(16, 8, 8)] [MaxPool(3, Stride = 1, Pad = 1, Name = \"first\"), Tanh, Add(\"first\")]", MemoryOptions.Dense).Inference;
        Activate tanh = program.Operations.OfType<Activate>().Single();
        Assert.NotEqual(program.Memory[tanh.X].Offset, program.Memory[tanh.Y].Offset);
    }

    [Theory]
    [InlineData("[Input(3, 32, 32)] [Conv(32, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU] "
        + "[Conv(32, 3, Pad = 1, Groups = 32, Bias = false), BatchNorm, ReLU, Conv(64, 1, Bias = false), BatchNorm, ReLU] "
        + "[Conv(64, 3, Stride = 2, Pad = 1, Groups = 64, Bias = false), BatchNorm, ReLU, Conv(128, 1, Bias = false), BatchNorm, ReLU] [AvgPool(8), Linear(10)]")]
    [InlineData("[Input(24, 9, 9)] [Conv(40, 1)] [Conv(40, 3, Groups = 40, Bias = false), BatchNorm, ReLU] [Conv(120, 3, Groups = 40)]")]
    public void DepthwiseConvolution_PaysForNoPaddingChannels(string declaration)
    {
        LoweredNetwork network = MemorySafetyTests.Plan(declaration, MemoryOptions.Dense);
        foreach (Operation operation in network.Inference.Operations.Concat(network.Training.Operations))
        {
            Assert.False(operation is Convolve { Geometry.Groups: > 1 } or WeightGradient { Geometry.Groups: > 1 });
            Assert.All(operation.Writes, tensor => Assert.Equal(1, tensor.Groups));
        }

        Assert.Contains(network.Inference.Operations, operation => operation is DepthwiseConvolve { Activation.Function.Name: "ReLU", Weights.Source: WeightSource.Folded });
        Assert.DoesNotContain(network.Inference.Operations, operation => operation is ScaleChannels or Rearrange);
    }

    /// <summary>Behind a map or in front of one that sees no padding, a normalisation costs nothing; a map between two takes in both.</summary>
    [Theory]
    [InlineData("[Input(20, 5, 5)] [BatchNorm, Conv(8, 1), BatchNorm, ReLU]", 0)]
    [InlineData("[Input(20, 5, 5)] [BatchNorm, Conv(8, 3, Bias = false)] [Tanh, BatchNorm, Linear(4)]", 0)]
    [InlineData("[Input(32, 5, 5)] [BatchNorm, Conv(32, 3, Groups = 2), ReLU]", 0)]
    [InlineData("[Input(6, 5, 5)] [Conv(9, 3, Groups = 3), BatchNorm, BatchNorm, ReLU]", 0)]
    [InlineData("[Input(6, 5, 5)] [BatchNorm, ConvTranspose(5, 2, Stride = 2), BatchNorm, ReLU]", 0)]
    [InlineData("[Input(6, 5, 5)] [BatchNorm, ConvTranspose(5, 3, Stride = 2)]", 1)]
    [InlineData("[Input(6, 5, 5)] [BatchNorm, ConvTranspose(6, 2, Stride = 2, Groups = 6)]", 1)]
    [InlineData("[Input(6)] [Linear(5)] [BatchNorm] [BatchNorm]", 0)]
    [InlineData("[Input(6, 4, 4)] [Conv(5, 3)] [BatchNorm] [BatchNorm]", 0)]
    [InlineData("[Input(6, 4, 4)] [Conv(6, 3, Groups = 6)] [BatchNorm] [BatchNorm]", 0)]
    [InlineData("[Input(20, 5, 5)] [BatchNorm, Conv(8, 3, Pad = 1)]", 1)]
    [InlineData("[Input(20, 5, 5)] [BatchNorm, Conv(20, 3, Groups = 20)]", 1)]
    [InlineData("[Input(20, 5, 5)] [BatchNorm(Name = \"bn\"), Conv(20, 1), Add(\"bn\")]", 1)]
    public void Normalisation_GoesIntoTheWeightsBesideIt(string declaration, int left) =>
        Assert.Equal(left, MemorySafetyTests.Plan(declaration, MemoryOptions.Dense).Inference.Operations.Count(operation => operation is ScaleChannels));

    /// <summary>Blocks of DenseNet and GoogLeNet: what is joined is written where it belongs, in training its gradient is read where it lies.</summary>
    [Theory]
    [InlineData("[Input(3, 12, 12)] [Conv(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2, Name = \"x0\")] "
        + "[BatchNorm, ReLU, Conv(128, 1, Bias = false), BatchNorm, ReLU, Conv(32, 3, Pad = 1, Bias = false), Concat(\"x0\", Name = \"x1\")] "
        + "[BatchNorm, ReLU, Conv(128, 1, Bias = false), BatchNorm, ReLU, Conv(32, 3, Pad = 1, Bias = false), Concat(\"x1\", Name = \"x2\")] "
        + "[BatchNorm, ReLU, Conv(128, 1, Bias = false), BatchNorm, ReLU, Conv(32, 3, Pad = 1, Bias = false), Concat(\"x2\")] "
        + "[BatchNorm, ReLU, Conv(80, 1), AvgPool(2), Linear(10)]")]
    [InlineData("[Input(192, 8, 8)] [Conv(64, 1), ReLU(Name = \"a\")] [Conv(96, 1, From = Tensor.Input), ReLU, Conv(128, 3, Pad = 1), ReLU(Name = \"b\")] "
        + "[Conv(16, 1, From = Tensor.Input), ReLU, Conv(32, 5, Pad = 2), ReLU(Name = \"c\")] "
        + "[MaxPool(3, Stride = 1, Pad = 1, From = Tensor.Input), Conv(32, 1), ReLU, Concat(\"a\", \"b\", \"c\")] [MaxPool(3, Stride = 2, Pad = 1), Flatten, Linear(4)]")]
    public void Concatenation_OfWholeBlocks_IsNoCopy(string declaration)
    {
        LoweredNetwork network = MemorySafetyTests.Plan(declaration, MemoryOptions.Dense);
        Assert.DoesNotContain(network.Inference.Operations, operation => operation is CopyChannels or Rearrange);
        Assert.DoesNotContain(network.Training.Operations, operation => operation is CopyChannels);
        Assert.NotEmpty(network.Inference.Views.Parts);
    }

    [Fact]
    public void Concatenation_OfOtherChannels_IsCopied()
    {
        LoweredNetwork network = MemorySafetyTests.Plan("[Input(16, 9, 9)] [Conv(20, 1, Name = \"a\")] [Conv(12, 1), Concat(Tensor.Input, \"a\")]", MemoryOptions.Dense);
        Assert.Equal(2, network.Inference.Operations.OfType<CopyChannels>().Count());
        Assert.Single(network.Inference.Views.Parts);
    }

    [Fact]
    public void Verifier_RefusesAPartThatLiesElsewhere()
    {
        Program program = MemorySafetyTests.Plan("[Input(3, 8, 8)] [Conv(16, 1, Name = \"a\")] [Conv(16, 3, Pad = 1), Concat(\"a\")] [Linear(2)]", MemoryOptions.Dense).Inference;
        ProgramVerifier.VerifyMemory("a test", program);
        Dictionary<PlannedTensor, Place> places = program.Memory.Places.ToDictionary(
            place => place.Key, place => program.Views.IsPart(place.Key) ? place.Value with { Offset = place.Value.Offset + 16 } : place.Value);
        Program broken = program with { Memory = program.Memory with { Places = places } };
        Assert.Throws<InvalidOperationException>(() => ProgramVerifier.VerifyMemory("a test", broken));
    }

    [Fact]
    public void PackShape_IsTheRuntimesWeightPack()
    {
        Random random = new(1);
        for (int i = 0; i < 200; i++)
        {
            PackShape shape = new(random.Next(1, 4), random.Next(1, 70), random.Next(1, 40), random.Next(1, 10), 16 * random.Next(1, 5));
            WeightPack pack = new(shape.Groups, shape.Filters, shape.Channels, shape.Taps, shape.Tile);
            Assert.Equal(shape.PackedLength, pack.PackedLength);
            HashSet<int> rows = [];
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                for (int tap = 0; tap < shape.Taps; tap++)
                {
                    int offset = pack.Offset(0, 0, channel, tap);
                    Assert.Equal(0, offset % shape.Tile);
                    Assert.InRange(offset, 0, shape.TileLength - shape.Tile);
                    Assert.True(rows.Add(offset));
                }
            }
        }
    }
}
