using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Lowering;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Layers whose values the backward pass computes again: the same bits as of a network that keeps them, in less memory.</summary>
public sealed class RecomputeTests
{
    private const int Batch = 5;

    private static readonly (string Name, string Layers)[] Networks =
    [
        ("Plain", "[Input(3, 12, 12)] [Conv(8, 3, Pad = 1, Recompute = true), Tanh(Recompute = true), MaxPool(2, Recompute = true)] [Conv(16, 3), PReLU] [Linear(5)]"),
        ("Blocks", "[Input(3, 8, 8)] [Conv(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU] [Residual(16, Repeat = 3, Recompute = true)] [Residual(24, Recompute = true)] [GlobalAvgPool, Linear(5)]"),
        ("Nested", "[Input(3, 8, 8)] [Conv(8, 1), ReLU] [Stage(8, Again = true, Recompute = true)] [Stage(16, Again = true)] [Linear(5)]"),
        ("Dense", "[Input(4, 6, 6)] [Conv(16, 3, Pad = 1), ReLU(Name = \"first\")] [Conv(16, 3, Pad = 1, Recompute = true), GELU(Name = \"second\", Recompute = true), Concat(\"first\", Recompute = true), BatchNorm(Recompute = true), ReLU(Recompute = true), Conv(16, 3, Pad = 1, Recompute = true)] [Concat(\"first\", \"second\"), SiLU] [GlobalAvgPool, Linear(3)]"),
        ("Mixed", "[Input(4, 9, 9)] [Conv(8, 3, Pad = 1), Mish] [GroupNorm(4, Recompute = true), Dropout(0.3, Recompute = true), DepthwiseConv(3, Pad = 1, Recompute = true), LayerNorm(Recompute = true), Scale(Recompute = true), LocalResponseNorm(3, Recompute = true)] [ConvTranspose(6, 3, Stride = 2, Recompute = true), HardSwish(Recompute = true), AvgPool(3, Stride = 2, Recompute = true)] [Conv(8, 3, Groups = 2), Sigmoid] [Linear(12), Tanh, Linear(4)]"),
        ("Products", "[Input(1, 6, 6)] [Linear(24, Recompute = true), Tanh(Recompute = true), Linear(24, Recompute = true), Tanh(Recompute = true)] [Linear(24), Tanh] [Linear(3)]"),
        ("AtPoints", "[Input(3, 24, 24)] [Conv(64, 3, Pad = 1), Tanh] [Conv(64, 3, Pad = 1, Recompute = true), Tanh(Recompute = true), Conv(64, 3, Pad = 1, Recompute = true), Tanh(Recompute = true)] [Conv(64, 3, Pad = 1), Tanh] [GlobalAvgPool, Linear(3)]"),
        ("FrozenStart", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1, Frozen = true, Recompute = true), Tanh(Recompute = true), Conv(8, 3, Pad = 1, Frozen = true, Recompute = true), Tanh(Recompute = true)] [Conv(8, 3, Pad = 1), Tanh] [Conv(8, 3, Pad = 1, Recompute = true), Tanh(Recompute = true), Conv(8, 1, Recompute = true), Tanh(Recompute = true)] [Conv(4, 3), ReLU, Linear(3)]"),
        ("Outputs", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1), ReLU] [Conv(8, 3, Pad = 1, Recompute = true), Tanh(Recompute = true), Output(\"early\"), Conv(8, 3, Pad = 1, Recompute = true), Tanh(Recompute = true)] [Conv(4, 3), ReLU, Linear(3)]"),
        ("Whole", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1, Recompute = true), Tanh(Recompute = true), Linear(3, Recompute = true)]"),
    ];

    private const string Blocks = """
        [Branch("shortcut", "Conv(filters, 1, Bias = false), BatchNorm", When = "input.channels != filters")]
        [Layers("Conv(filters, 3, Pad = 1, Bias = false), BatchNorm, ReLU, Conv(filters, 3, Pad = 1, Bias = false), BatchNorm")]
        [Add("shortcut"), ReLU]
        public sealed class ResidualAttribute(int filters) : BlockAttribute;
        [Layers("Residual(filters, Recompute = Again), Residual(filters, Recompute = Again)")]
        public sealed class StageAttribute(int filters) : BlockAttribute { public bool Again { get; set; } }
        """;

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", Networks.Select(network => $"{network.Layers} public partial class {network.Name}; {Kept(network.Layers)} public partial class {network.Name}Kept;")) + Blocks, Widths.Widest));

    public static TheoryData<string> Names => new(Networks.Select(network => network.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_HaveTheBitsOfANetworkThatKeepsEverything(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        using NetworkHandle kept = NetworkHandle.Create(Compiled.Value, name + "Kept");
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        using TrainingGraph keeping = kept.CreateTrainingGraph(Batch);
        foreach (bool withInput in new[] { false, true, false })
        {
            (float[] y, float[] gradients, float[] byInput) = Step(network, graph, withInput);
            (float[] keptY, float[] keptGradients, float[] keptByInput) = Step(kept, keeping, withInput);
            Assert.Contains(gradients, gradient => gradient != 0);
            Assert.Equal(keptY, y);
            Assert.Equal(keptGradients, gradients);
            Assert.Equal(keptByInput, byInput);

            // The running estimates among them.
            Assert.Equal(keeping.PackedWeights.ToArray(), graph.PackedWeights.ToArray());
        }
    }

    [Theory]
    [InlineData("Plain", 31_104)]
    [InlineData("Blocks", 1_462_272)]
    [InlineData("AtPoints", 21_233_664)]
    [InlineData("FrozenStart", 36_864)]
    [InlineData("Whole", 13_824)]
    public void Info_TellsWhatIsSavedAndWhatItCosts(string name, long multiplyAdds)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        using NetworkHandle kept = NetworkHandle.Create(Compiled.Value, name + "Kept");
        TrainingMemory memory = network.Info.Memory.Training!;
        Assert.Null(kept.Info.Memory.Training!.Recomputation);
        Assert.Equal(kept.Info.Memory.Training, memory.Recomputation!.Without);
        Assert.Equal(multiplyAdds, memory.Recomputation.MultiplyAdds);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"recomputed in the backward pass {multiplyAdds:N0} multiply-adds a sample"), network.Info.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("recomputed", kept.Info.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Of sixteen blocks each keeps what it takes, and one at a time the rest.</summary>
    [Fact]
    public void DeepNetwork_TakesLessThanHalfOfTheMemory()
    {
        LoweredNetwork lowered = MemorySafetyTests.Plan("[Input(16, 16, 16)] [Residual(16, Repeat = 16, Recompute = true)] [GlobalAvgPool, Linear(5)]", MemoryOptions.Dense, blocks: Blocks);
        Assert.InRange(lowered.Training.Memory.SampleLength, 1, lowered.Kept!.Training.Memory.SampleLength / 2);
        Assert.DoesNotContain(lowered.Inference.Operations, operation => operation.IsAgain);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingGraph_TakesWhatInfoSays_AndAStepNothing(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        TrainingMemory memory = network.Info.Memory.Training!;
        network.CreateTrainingGraph(1).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, memory.Of(Batch), (memory.Of(Batch) * 11 / 10) + 20_000);
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, seed: 1);
        float[] y = new float[Batch * network.OutputLength];
        Assert.Equal(0, Allocations.OfThisThread(() =>
        {
            graph.Forward(x, y);
            graph.Backward(y, []);
        }));
    }

    /// <summary>What is left out of the backward pass for frozen layers is not computed again for it either.</summary>
    [Fact]
    public void LayersInFrontOfTheTrainedOnes_AreNotComputedAgain()
    {
        Program training = MemorySafetyTests.Plan(Networks.First(network => network.Name == "FrozenStart").Layers, MemoryOptions.Dense).Training;
        Assert.Equal([6], training.Operations.Where(operation => operation.IsAgain).Select(operation => operation.Node).Distinct());
    }

    private static string Kept(string layers) => layers.Replace("Recompute = true", "Recompute = false", StringComparison.Ordinal).Replace("Again = true", "Again = false", StringComparison.Ordinal);

    private static (float[] Y, float[] Gradients, float[] ByInput) Step(NetworkHandle network, TrainingGraph graph, bool withInput)
    {
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, seed: 1);
        float[] y = new float[Batch * network.OutputLength];
        float[] dx = new float[x.Length];
        graph.Forward(x, y);
        graph.Backward(LeNet5Tests.RandomValues(y.Length, seed: 2), withInput ? dx : []);
        return (y, graph.PackedGradients.ToArray(), dx);
    }
}
