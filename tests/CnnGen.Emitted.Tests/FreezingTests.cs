using System;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Runtime;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Parameters that are frozen while the program runs: the others' gradients keep their bits, and nothing is computed that only they would need.</summary>
public sealed class FreezingTests
{
    private const int Batch = 5;
    private const float Marker = 123.5f;

    private static readonly (string Name, string Layers)[] Networks =
    [
        ("Plain", "[Input(3, 12, 12)] [Conv(8, 3, Pad = 1), ReLU, MaxPool(2)] [Conv(16, 3), PReLU] [Linear(12, Bias = false), Tanh] [Linear(5)]"),
        ("Normalised", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, Add(\"relu1\"), ReLU] [DepthwiseConv(3), BatchNorm, Dropout(0.2)] [Linear(5)]"),
        ("Branched", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1), ReLU(Name = \"left\")] [Conv(8, 1, From = Tensor.Input), BatchNorm(Affine = false), ReLU, Concat(\"left\")] [GroupNorm(4), Conv(6, 3), LayerNorm, Scale] [GlobalAvgPool, Linear(4)]"),
        ("Transposed", "[Input(4, 5, 5)] [ConvTranspose(6, 3, Stride = 2), ReLU] [Conv(8, 3, Groups = 2), SiLU, Output(\"middle\")] [Conv(4, 3, Stride = 2), ReLU] [Conv(3, 1)]"),
        ("FrozenPlain", "[Input(3, 12, 12)] [Conv(8, 3, Pad = 1, Frozen = true), ReLU, MaxPool(2)] [Conv(16, 3, Frozen = true), PReLU(Frozen = true)] [Linear(12, Bias = false), Tanh] [Linear(5)]"),
        ("FrozenNormalised", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1, Bias = false, Frozen = true), BatchNorm(Frozen = true), ReLU] [Conv(8, 3, Pad = 1, Bias = false, Frozen = true), BatchNorm(Frozen = true), Add(\"relu1\"), ReLU] [DepthwiseConv(3), BatchNorm, Dropout(0.2)] [Linear(5)]"),
        ("FrozenBranches", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1, Frozen = true), ReLU(Name = \"left\")] [Conv(8, 1, From = Tensor.Input, Frozen = true), BatchNorm(Affine = false), ReLU, Concat(\"left\")] [GroupNorm(4, Frozen = true), Conv(6, 3), LayerNorm, Scale] [GlobalAvgPool, Linear(4)]"),
        ("FrozenTransposed", "[Input(4, 5, 5)] [ConvTranspose(6, 3, Stride = 2, Frozen = true), ReLU] [Conv(8, 3, Groups = 2), SiLU, Output(\"middle\")] [Conv(4, 3, Stride = 2), ReLU] [Conv(3, 1)]"),
        ("AllFrozen", "[Input(3, 8, 8)] [Conv(4, 3, Frozen = true), BatchNorm(Frozen = true), ReLU] [Linear(3, Frozen = true)]"),
        ("FrozenMark", "[Input(3, 8, 8)] [Conv(4, 3, Frozen = true), ReLU, Output(\"early\")] [Conv(4, 3), BatchNorm(Frozen = true)] [Linear(3)]"),
        ("Long", "[Input(4, 5, 5)]" + string.Concat(Enumerable.Repeat("[Conv(4, 1), Tanh, Add(Tensor.Input)]", 45)) + "[GlobalAvgPool] [Linear(3)]"),
        ("LongNormalised", "[Input(4, 4, 4)]" + string.Concat(Enumerable.Repeat("[Conv(4, 1, Bias = false), BatchNorm, Tanh, Add(Tensor.Input)]", 40)) + "[GlobalAvgPool] [Linear(3)]"),
    ];

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", Networks.Select(network => $"{network.Layers} public partial class {network.Name};")), Widths.Widest));

    public static TheoryData<string> Names => new(Networks.Select(network => network.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainedLayers_HaveTheGradientsThatTheyHadBefore(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        (float[] all, float[] allByInput) = Gradients(network, graph, withInput: true);
        string[] names = WeightsOf(graph);
        for (int trained = 0; trained <= names.Length; trained++)
        {
            // The first of them, or the others.
            foreach (bool isFirst in new[] { true, false })
            {
                graph.Unfreeze();
                graph.Freeze(parameter => Array.IndexOf(names, parameter) < trained == isFirst);
                foreach (bool withInput in new[] { true, false })
                {
                    (float[] some, float[] someByInput) = Gradients(network, graph, withInput);
                    Assert.Equal(withInput ? allByInput : new float[allByInput.Length], someByInput);
                    AssertFrozenAreZero(graph, all, some);
                }
            }
        }

        graph.Unfreeze();
        Assert.Equal(all, Gradients(network, graph, withInput: false).Weights);
    }

    /// <summary>Marks are put where gradients of frozen layers would be summed up; a backward pass that went on would overwrite them or add to them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void BackwardPass_EndsAboveTheLowestTrainedLayer(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        string[] weights = WeightsOf(graph);
        string[] layers = [.. weights.Select(LayerOf).Distinct()];
        for (int lowest = 1; lowest < layers.Length; lowest++)
        {
            graph.Unfreeze();
            graph.Freeze(layers[..lowest]);
            AlignedMemory second = ShardGradients(graph)[1];
            ParameterSegment[] frozen = graph.Segments.ToArray().Where(segment => weights.Contains(segment.Name) && !segment.Trainable && segment.Offset + segment.Length <= second.Length).ToArray();
            foreach (ParameterSegment segment in frozen)
            {
                second.Span.Slice(segment.Offset, segment.Length).Fill(Marker);
            }

            Gradients(network, graph, withInput: false);
            Assert.All(frozen, segment => Assert.False(second.Span.Slice(segment.Offset, segment.Length).ContainsAnyExcept(Marker), segment.Name));
        }
    }

    /// <summary>Frozen by the class: the gradients are those that the same network has without, and nothing is computed or kept for the others.</summary>
    [Theory]
    [InlineData("FrozenPlain", "Plain", 5)]
    [InlineData("FrozenNormalised", "Normalised", 7)]
    [InlineData("FrozenBranches", "Branched", 7)]
    [InlineData("FrozenTransposed", "Transposed", 2)]
    public void LayersFrozenByTheClass_CostNothingInTraining(string name, string unfrozen, int firstTrained)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        using NetworkHandle other = NetworkHandle.Create(Compiled.Value, unfrozen);
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        using TrainingGraph whole = other.CreateTrainingGraph(Batch);
        (float[] all, float[] allByInput) = Gradients(other, whole, withInput: true);
        foreach (bool withInput in new[] { false, true, false })
        {
            (float[] some, float[] someByInput) = Gradients(network, graph, withInput);
            Assert.Equal(withInput ? allByInput : new float[allByInput.Length], someByInput);
            AssertFrozenAreZero(graph, all, some);
        }

        Assert.InRange(network.Info.Memory.Training!.Sample, 1, other.Info.Memory.Training!.Sample - 1);
        Program training = MemorySafetyTests.Plan(Declaration(name), MemoryOptions.Dense).Training;
        Assert.DoesNotContain(training.Backward.Select(operation => operation.Node), node => node != Operation.NetworkEdge && node < firstTrained);
    }

    [Fact]
    public void WayToInput_LeavesWeightsAndEstimatesAsTheyAre()
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "FrozenNormalised");
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, seed: 1);
        float[] y = new float[Batch * network.OutputLength];
        graph.Forward(x, y);
        float[] weights = graph.PackedWeights.ToArray();
        graph.Backward(y, new float[x.Length]);
        Assert.Equal(weights, graph.PackedWeights.ToArray());
    }

    [Fact]
    public void WeightsOrders_AreMadeAgainForTrainedLayersAlone()
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "Plain");
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        AlignedMemory derived = (AlignedMemory)graph.GetType().GetField("_derived", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(graph)!;
        graph.Freeze("conv1", "conv2");
        derived.Span.Fill(Marker);
        Gradients(network, graph, withInput: false);
        Assert.False(derived.Span.ContainsAnyExcept(Marker));
        Gradients(network, graph, withInput: true);
        Assert.True(derived.Span.ContainsAnyExcept(Marker));
    }

    [Fact]
    public void FrozenNetwork_HasGradientsByItsInputAlone()
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "Normalised");
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        float[] byInput = Gradients(network, graph, withInput: true).ByInput;
        graph.Freeze(static _ => true);
        Assert.All(graph.Segments.ToArray(), segment => Assert.False(segment.Trainable));
        Assert.All(Gradients(network, graph, withInput: false).Weights, gradient => Assert.Equal(0, gradient));
        (float[] weights, float[] again) = Gradients(network, graph, withInput: true);
        Assert.Equal(byInput, again);
        Assert.All(weights, gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void RunningEstimates_OfFrozenLayersFollowTheBatches()
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "Normalised");
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        graph.Freeze("bn1");
        float[] before = network.Parameters["bn1.running_mean"].Value;
        Gradients(network, graph, withInput: false);
        Assert.NotEqual(before, network.Parameters["bn1.running_mean"].Value);
    }

    [Fact]
    public void Freeze_TakesLayersBlocksAndRules()
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "Plain");
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        using TrainingGraph other = network.CreateTrainingGraph(Batch);
        graph.Freeze("conv1");
        Assert.Equal(["conv1.weight", "conv1.bias"], Frozen(graph));
        graph.Freeze(parameter => parameter.EndsWith(".bias", StringComparison.Ordinal));
        Assert.Equal(["conv1.weight", "conv1.bias", "conv2.bias", "fc2.bias"], Frozen(graph));
        Assert.Empty(Frozen(other));
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => graph.Freeze("conv1", "conv"));
        Assert.Contains("'conv'", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(4, Frozen(graph).Length);
    }

    [Theory]
    [InlineData("Normalised")]
    [InlineData("FrozenNormalised")]
    public void Step_AllocatesNothing_WithFrozenLayers(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        graph.Freeze("conv1", "bn2");
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, seed: 1);
        float[] y = new float[Batch * network.OutputLength];
        Assert.Equal(0, Allocations.Of(() =>
        {
            graph.Forward(x, y);
            graph.Backward(y, []);
        }));
    }

    private static string Declaration(string name) => Networks.First(network => network.Name == name).Layers;

    private static string[] Frozen(TrainingGraph graph) => [.. graph.Segments.ToArray().Where(segment => !segment.Trainable).Select(segment => segment.Name)];

    private static string[] WeightsOf(TrainingGraph graph) => [.. graph.Segments.ToArray().Where(segment => segment.Trainable).Select(segment => segment.Name)];

    private static string LayerOf(string parameter) => parameter[..parameter.LastIndexOf('.')];

    private static AlignedMemory[] ShardGradients(TrainingGraph graph) =>
        (AlignedMemory[])typeof(TrainingGraph).GetField("_shardGradients", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(graph)!;

    private static (float[] Weights, float[] ByInput) Gradients(NetworkHandle network, TrainingGraph graph, bool withInput)
    {
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, seed: 1);
        float[] y = new float[Batch * network.OutputLength];
        float[] dx = new float[x.Length];
        graph.Forward(x, y);
        graph.Backward(LeNet5Tests.RandomValues(y.Length, seed: 2), withInput ? dx : []);
        return (graph.PackedGradients.ToArray(), dx);
    }

    private static void AssertFrozenAreZero(TrainingGraph graph, float[] all, float[] some)
    {
        foreach (ParameterSegment segment in graph.Segments)
        {
            float[] before = all[segment.Offset..(segment.Offset + segment.Length)];
            Assert.Equal(segment.Trainable ? before : new float[segment.Length], some[segment.Offset..(segment.Offset + segment.Length)]);
        }
    }
}
