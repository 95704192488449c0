using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>The estimate by which networks are refused is never below what the programs need: else a user would see an internal error.</summary>
public sealed class MemoryEstimateTests
{
    private const int Shapes = 300;

    private static readonly string[] Declarations =
    [
        // Channels that are repeated, and groups that each begin a block.
        .. from multiplier in new[] { 1, 2, 7, 15, 16, 17 }
           from channels in new[] { 2, 16, 20, 48 }
           from layer in new[] { $"Conv({channels * multiplier}, 3, Groups = {channels})", $"DepthwiseConv(3, Multiplier = {multiplier})" }
           select $"[Input({channels}, 6, 6)] [{layer}]",
        .. from groups in new[] { 2, 3, 16 }
           from channels in new[] { 1, 5, 16, 17 }
           from filters in new[] { 1, 5, 16, 17 }
           select $"[Input({groups * channels}, 5, 5)] [Conv({groups * filters}, 3, Pad = 1, Groups = {groups}), ReLU, Conv({groups}, 1, Groups = {groups}), Tanh]",

        // Volumes that were flattened, planes that are smaller than what lies behind them, borders of several readers.
        "[Input(1, 1, 1)] [Conv(1, 1)]",
        "[Input(15, 1, 1)] [MaxPool(1), Tanh]",
        "[Input(1, 20, 20)] [Flatten, Tanh, Softmax, BatchNorm, Dropout(0.5), Sigmoid]",
        "[Input(1, 20, 20)] [Conv(1, 3, Pad = 1), Flatten, Tanh(Name = \"a\"), BatchNorm, Add(\"a\"), Concat(\"a\"), Linear(10)]",
        "[Input(3)] [BatchNorm, Tanh, BatchNorm]",
        "[Input(16, 9, 9)] [Tanh(Name = \"a\"), Conv(16, 1, KernelWidth = 9, PadWidth = 8), Conv(16, 1, KernelHeight = 9, PadHeight = 8, From = \"a\")]",
        "[Input(16, 9, 9)] [Tanh(Name = \"a\"), Conv(16, 3, Pad = 1, Name = \"b\"), Concat(\"a\", Name = \"c\"), Conv(16, 3, Pad = 1), Concat(\"c\"), Conv(5, 1, KernelHeight = 9, PadHeight = 8), Flatten, Linear(3, Name = \"d\"), Conv(4, 1, KernelWidth = 9, PadWidth = 8, From = \"a\"), Flatten, Concat(\"d\")]",
        "[Input(16, 9, 9)] [Tanh(Name = \"a\"), Multiply(\"a\", \"a\", \"a\", \"a\"), Max(\"a\", \"a\", Tensor.Input), Average(\"a\", \"a\", \"a\")]",
        "[Input(16, 9, 9)] [Flatten(Name = \"a\"), Linear(1296, Name = \"b\"), Multiply(\"a\", \"b\", \"a\"), Average(\"a\", \"b\"), Max(\"a\", \"a\"), Subtract(\"a\")]",
        "[Input(3, 20, 20)] [Conv(64, 3, Dilation = 4, Pad = 4), BatchNorm, ReLU, AvgPool(20), BatchNorm, Flatten, Linear(10)]",
    ];

    public static TheoryData<string> Networks() => new(Declarations.Concat(MemorySafetyTests.AllDeclarations).Concat(JoinAndPoolTests.AllDeclarations).Concat(RandomNetworkTests.Declarations).Distinct());

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_NeedsNoMore(string declaration) => Assert.Empty(Shortfalls(declaration));

    [Fact]
    public void DrawnShapes_NeedNoMore()
    {
        string[] drawn = Enumerable.Range(0, Shapes).Select(ShapeSweep.Draw).Where(declaration => MemorySafetyTests.Bind(declaration) is not null).ToArray();
        Assert.InRange(drawn.Length, Shapes / 2, Shapes);
        Assert.Empty(drawn.SelectMany(Shortfalls));
    }

    private static IEnumerable<string> Shortfalls(string declaration)
    {
        LoweredNetwork network = MemorySafetyTests.Plan(declaration, MemoryOptions.Dense);
        MemoryEstimate estimate = new(network.Graph.Input, network.Graph.Nodes, network.Graph.Marks);
        double activations = estimate.OfInput + estimate.Nodes.Sum(estimate.OfActivations);
        double weights = estimate.Nodes.Sum(MemoryEstimate.OfWeights);
        (string Of, double Estimated, double Needed)[] compared =
        [
            ("inference", activations, Floats(network.Inference)),
            ("training", activations, Floats(network.Training)),
            ("weights", weights, network.WeightsLength),
            ("derived weights", weights, network.Derived.Length),
            ("folded weights", weights, network.Folds.Length),
        ];
        return compared.Where(one => one.Needed > one.Estimated).Select(one => $"{one.Of} of {declaration}: {one.Needed} floats, estimated {one.Estimated}");
    }

    // As if nothing shared memory: how much does is the plan's luck.
    private static double Floats(Program program) =>
        program.Tensors.Where(tensor => program.Views.RootOf(tensor) == tensor).Sum(tensor => (double)program.Forms[tensor].Length);
}
