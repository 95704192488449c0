using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.Activations;
using CnnGen.Generator.Layers.Softmax;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Which activations are computed with the layer in front of them: all that there are, behind all that sums, joins or normalises, but for the exceptions that are told here.</summary>
public sealed class ActivationFusionTests
{
    private const string Name = "activation";
    private const string InGroupsOfFew = "Conv, in groups of few";
    private const string WithGaps = "ConvTranspose, with gaps";

    // The layers in front of an activation, and what gives it another kernel to be computed in.
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["Conv"] = "[Input(5, 6, 7)] [Conv(20, 3, Pad = 1)]",
        ["Conv, strided"] = "[Input(5, 9, 9)] [Conv(20, 3, Stride = 2)]",
        ["Conv, in groups"] = "[Input(4, 4, 5)] [Conv(32, 3, Groups = 2, Pad = 1)]",
        [InGroupsOfFew] = "[Input(4, 4, 5)] [Conv(6, 3, Groups = 2, Pad = 1)]",
        ["Conv, of all it sees"] = "[Input(5, 6, 7)] [Conv(20, 6, KernelWidth = 7)]",
        ["Conv, of volumes"] = "[Input(3, 4, 5, 6)] [Conv(17, 3, Pad = 1)]",
        ["DepthwiseConv"] = "[Input(20, 5, 9)] [DepthwiseConv(3, Pad = 1)]",
        ["ConvTranspose"] = "[Input(5, 6, 7)] [ConvTranspose(20, 3)]",
        ["ConvTranspose, strided"] = "[Input(5, 6, 7)] [ConvTranspose(20, 3, Stride = 2)]",
        ["ConvTranspose, depthwise"] = "[Input(20, 6, 7)] [ConvTranspose(20, 3, Stride = 2, Groups = 20)]",
        [WithGaps] = "[Input(5, 6, 7)] [ConvTranspose(20, 1, Stride = 2)]",
        ["Linear"] = "[Input(19)] [Linear(37)]",
        ["Scale"] = "[Input(5, 6, 7)] [Scale]",
        ["Add"] = "[Input(5, 6, 7)] [MaxPool(3, Stride = 1, Pad = 1), Add(Tensor.Input)]",
        ["Add, of vectors"] = "[Input(19)] [Linear(19), Add(Tensor.Input)]",
        ["Add, of three"] = "[Input(5, 6, 7)] [MaxPool(3, Stride = 1, Pad = 1, Name = \"a\"), AvgPool(3, Stride = 1, Pad = 1), Add(Tensor.Input, \"a\")]",
        ["Add, widened"] = "[Input(5, 6, 7)] [GlobalAvgPool, Add(Tensor.Input)]",
        ["Subtract"] = "[Input(5, 6, 7)] [MaxPool(3, Stride = 1, Pad = 1), Subtract(Tensor.Input)]",
        ["Multiply"] = "[Input(5, 6, 7)] [MaxPool(3, Stride = 1, Pad = 1), Multiply(Tensor.Input)]",
        ["Multiply, widened"] = "[Input(5, 6, 7)] [GlobalAvgPool, Multiply(Tensor.Input)]",
        ["Max"] = "[Input(5, 6, 7)] [AvgPool(3, Stride = 1, Pad = 1), Max(Tensor.Input)]",
        ["Average"] = "[Input(5, 6, 7)] [MaxPool(3, Stride = 1, Pad = 1), Average(Tensor.Input)]",
        ["BatchNorm"] = "[Input(5, 6, 7)] [MaxPool(2, Stride = 1), BatchNorm]",
        ["BatchNorm, folded"] = "[Input(5, 6, 7)] [Conv(20, 3, Bias = false), BatchNorm]",
        ["LayerNorm"] = "[Input(5, 6, 7)] [LayerNorm]",
        ["GroupNorm"] = "[Input(6, 6, 7)] [GroupNorm(2)]",
        ["InstanceNorm"] = "[Input(5, 6, 7)] [InstanceNorm]",
        ["LocalResponseNorm"] = "[Input(5, 6, 7)] [LocalResponseNorm(3)]",
    };

    // Other arguments, with which one is computed in another way.
    private static readonly string[] OtherForms =
        ["PReLU(PerChannel = true)", "LeakyReLU(-0.2)", "GELU(Tanh = true)", "Softplus(Threshold = 1)", "Clip(0.5, 2)"];

    public static TheoryData<string, string> Table()
    {
        TheoryData<string, string> data = [];
        foreach (string place in Places.Keys)
        {
            foreach (string activation in Activations())
            {
                data.Add(place, activation);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Activation_IsComputedWithTheLayerInFrontOfIt(string place, string activation) =>
        AssertFused(place, $"{Places[place]} [{WithName(activation, Name)}]", isReadBesides: false);

    /// <summary>Where others read what an activation takes, that is stored beside its value.</summary>
    [Theory]
    [MemberData(nameof(Table))]
    public void Activation_IsComputedWithALayerThatOthersReadToo(string place, string activation) =>
        AssertFused(place, $"{WithName(Places[place].TrimEnd(']'), "before")}] [{WithName(activation, Name)}] [Add(\"before\")]", isReadBesides: true);

    /// <summary>An output that is marked between both is handed over behind them.</summary>
    [Theory]
    [InlineData("[Input(5, 6, 7)] [Conv(20, 3)] [Output(\"sums\")]")]
    [InlineData("[Input(5, 6, 7)] [MaxPool(2, Stride = 1), BatchNorm] [Output(\"sums\")]")]
    [InlineData("[Input(19)] [Linear(37)] [Output(\"sums\")] [Output(\"again\")]")]
    public void Activation_IsComputedWithALayerWhoseOutputIsMarked(string layers) =>
        AssertFused("", $"{layers} [{WithName("SiLU", Name)}] [Linear(3)]", isReadBesides: true);

    private static void AssertFused(string place, string layers, bool isReadBesides)
    {
        LoweredNetwork network = Lowered(layers);
        Node activation = network.Graph.Nodes.Single(node => node.Name == Name);
        bool followsFromValue = activation.Layer is ActivationLayer { Function.FollowsFromValue: true };
        Assert.Equal(!IsException(place, activation, isReadBesides), IsFused(activation, network.Inference.Operations));
        Assert.Equal(!IsException(place, activation, isReadBesides || !followsFromValue), IsFused(activation, network.Training.Forward));
    }

    /// <summary>Whether an activation is computed by itself. Whoever adds to this says why.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="keepsOperand">Whether what it takes is read later on.</param>
    private static bool IsException(string place, Node activation, bool keepsOperand) => activation.Layer switch
    {
        // A sum over all channels of a position, which are there when the last of them is stored.
        SoftmaxLayer => true,

        // Groups begin blocks of their own: their slopes do not lie as they do, and channels are copied side by side, which two tensors would have to be.
        PReLULayer { IsPerChannel: true } when place == InGroupsOfFew => true,
        _ when place == InGroupsOfFew => keepsOperand,

        // The positions that no tap reaches hold the bias, which is filled in before any sum is there.
        _ => place == WithGaps,
    };

    /// <summary>Every kind of layer that is an activation, with numbers where it wants some.</summary>
    private static IEnumerable<string> Activations() => LayerKinds.All.Select(kind => kind.Name).Select(WithNumbers).Where(IsActivation).Concat(OtherForms);

    private static bool IsActivation(string attribute) =>
        BoundNetworks.Of(BindingTests.DeclarationOf($"[Input(4, 4, 4)] [{attribute}] partial class Net;")) is { Graph.Nodes: [{ Layer.IsActivation: true }] };

    private static string WithNumbers(string kind)
    {
        Type attribute = typeof(LayerAttribute).Assembly.GetType($"CnnGen.{kind}Attribute", throwOnError: true)!;
        IEnumerable<string> numbers = attribute.GetConstructors()[0].GetParameters()
            .Where(parameter => !parameter.IsOptional).Select(parameter => (0.5 * (parameter.Position + 1)).ToString(CultureInfo.InvariantCulture));
        return numbers.Any() ? $"{kind}({string.Join(", ", numbers)})" : kind;
    }

    private static string WithName(string attributes, string name) =>
        attributes.EndsWith(')') ? $"{attributes[..^1]}, Name = \"{name}\")" : $"{attributes}(Name = \"{name}\")";

    private static LoweredNetwork Lowered(string layers) =>
        Lowerer.Lower(BoundNetworks.Of(BindingTests.DeclarationOf($"{layers} partial class Net;")).Graph!, MemoryOptions.Dense, isVerified: true);

    /// <summary>Whether no operation is the activation's own, and another computes it.</summary>
    private static bool IsFused(Node activation, IEnumerable<Operation> operations) =>
        !operations.Any(operation => operation.Node == activation.Id) && operations.Any(operation => operation.Fused.Contains(activation.Id));
}
