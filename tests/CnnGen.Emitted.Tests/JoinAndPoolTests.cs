using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Networks of the papers that are made of joins and pools, and the corners of both, against their definitions at every width.</summary>
public sealed class JoinAndPoolTests
{
    private static readonly DeclaredNetworks Networks = new(
        "Joined",
        // Squeeze and excitation, of a vector and of a volume of one pixel, in front of its shortcut; and the head of a network of any input size.
        "[Input(3, 9, 10)] [Conv(20, 3, Pad = 1), ReLU(Name = \"features\")] [GlobalAvgPool, Linear(5), ReLU, Linear(20), Sigmoid, Multiply(\"features\")] [Conv(20, 3, Pad = 1), Add(\"features\"), ReLU]",
        "[Input(18, 7, 5)] [Conv(18, 3, Pad = 1, Groups = 18), BatchNorm, ReLU(Name = \"x\")] [GlobalAvgPool, Conv(4, 1), ReLU, Conv(18, 1), Sigmoid, Multiply(\"x\")] [Conv(7, 1, Bias = false), BatchNorm] [AdaptiveAvgPool(3, 2), Linear(4)]",
        "[Input(4, 13, 11)] [Conv(33, 3), ReLU, AdaptiveAvgPool(4, 3)] [Conv(6, 3, Pad = 1), ReLU, AdaptiveMaxPool(2)] [Linear(5), Softmax]",
        "[Input(5, 6, 7, 8)] [Conv(17, 3, Pad = 1, Name = \"a\"), GlobalMaxPool, Conv(17, 1), Tanh, Multiply(\"a\"), AdaptiveAvgPool(4, 5, 3)]",
        "[Input(6, 23)] [Conv(17, 3, Name = \"a\"), GlobalAvgPool, Tanh, Subtract(\"a\"), AdaptiveMaxPool(8), Linear(3)]",

        // Operands of every place that are widened, several of them, twice the same, and ones that follow each other before anything is wide.
        "[Input(17, 4, 6)] [GlobalAvgPool(Name = \"g\"), Tanh(Name = \"t\"), Multiply(\"g\", Tensor.Input, \"t\"), Add(\"t\"), Max(\"g\", \"t\")]",
        "[Input(17, 4, 6)] [GlobalMaxPool(Name = \"g\"), Tanh(Name = \"t\", From = Tensor.Input), Average(\"g\", \"t\", Tensor.Input), Subtract(\"g\", Order = ConcatOrder.RunningFirst)]",
        "[Input(17, 4, 6)] [Conv(16, 1, Name = \"a\"), Linear(16), Average(\"a\", \"fc1\"), Max(\"fc1\", \"fc1\"), Conv(3, 3, Pad = 1)]",
        "[Input(8)] [Linear(8), Tanh, Multiply(\"fc1\", \"tanh1\", \"fc1\"), Subtract(Tensor.Input), Max(\"fc1\"), Average(\"tanh1\", Tensor.Input)]",
        "[Input(2, 3, 4)] [Flatten(Name = \"f\"), Tanh, Multiply(\"f\"), Linear(24, Name = \"l\"), Max(\"f\", \"tanh1\"), Average(\"l\")]",
        "[Input(3, 5, 5)] [Conv(20, 3, Pad = 1, Name = \"a\"), Tanh, Conv(20, 3, Pad = 1, Name = \"b\"), Multiply(\"a\"), Conv(4, 3, Pad = 1), Conv(20, 1), Max(\"b\"), Conv(4, 3, Pad = 1)]",

        // Maxima of windows that overlap, reach outside of the input at each end, have one row or one column, or see all of a row.
        "[Input(17, 6, 11)] [MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 2, Pad = 1), MaxPool(2, Stride = 1, Pad = 1)]",
        "[Input(3, 23, 9)] [MaxPool(5, Stride = 1, Pad = 2), MaxPool(4, Stride = 3, PadTop = 2, PadRight = 1, Fit = Fit.Ceil)]",
        "[Input(4, 7, 40)] [MaxPool(3, Stride = 1, KernelHeight = 1), MaxPool(2, Stride = 1, KernelWidth = 1), MaxPool(5, Stride = 2, Pad = 2)]",
        "[Input(5, 31)] [MaxPool(3, Stride = 1, Pad = 1), MaxPool(4, Stride = 2, Pad = 2)]",
        "[Input(4, 3, 3)] [MaxPool(5, Stride = 1, Pad = 2), MaxPool(3, Stride = 1, Pad = 1)]",
        "[Input(3, 3, 6, 7)] [MaxPool(3, Stride = 1, Pad = 1, KernelDepth = 1, PadDepth = 0)]",

        // Norms of every form of their powers and roots; taps apart, windows beside the input, and larger than are written out.
        "[Input(17, 9, 9)] [LpPool(2, 2, Fit = Fit.Ceil), LpPool(1, 3, Stride = 1, Pad = 1), LpPool(3, 2, Stride = 1)]",
        "[Input(3, 11, 12)] [LpPool(4, 3, Stride = 2, Pad = 1), Tanh, LpPool(6, 2, Stride = 1, Dilation = 2)]",
        "[Input(3, 8, 24)] [LpPool(5, 7, Stride = 1, KernelWidth = 18), Tanh, LpPool(7, 2, Stride = 1)]",
        "[Input(2, 6, 7, 8)] [LpPool(2, 2, Stride = 1, DilationDepth = 3), LpPool(8, 2, Stride = 2, Pad = 1)]",
        "[Input(17, 12, 13)] [MaxPool(3, Stride = 2, Dilation = 2), MaxPool(2, Stride = 1, Pad = 1, Dilation = 3)]",
        "[Input(3, 20, 31)] [MaxPool(5, Stride = 3, Pad = 2, DilationHeight = 3, DilationWidth = 2, Fit = Fit.Ceil)]",
        "[Input(4, 30)] [MaxPool(3, Stride = 1, Pad = 1, Dilation = 4), MaxPool(20, Stride = 1)]",
        "[Input(3, 7, 9, 8)] [MaxPool(2, Stride = 1, DilationDepth = 5, DilationWidth = 3, PadHeight = 1), AvgPool(3, Stride = 2, Pad = 1, Fit = Fit.Ceil)]");

    public static TheoryData<int> Indexes() => Networks.Indexes;

    /// <summary>The networks as attributes.</summary>
    internal static IReadOnlyList<string> AllDeclarations => Networks.Declarations;

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Network_AgreesWithItsDefinition(int index) => Networks.Check(index);

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Networks.Compiled);

    /// <summary>torch.maximum's gradient: all of it to the larger, a half to each of two that are equal, all to both where one is NaN.</summary>
    [Fact]
    public void MaximumsGradient_IsHalvedBetweenEqualOnes()
    {
        Assembly assembly = NetworkCompiler.Compile("[Input(3)] [Linear(2, Bias = false, Name = \"a\"), Linear(2, Bias = false, From = Tensor.Input, Name = \"b\"), Max(\"a\")] public partial class Larger;", Widths.ToCompile);
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(assembly, "Larger");
            network.Parameters["a.weight"].Value = [1, 0, 0, 0, 1, 0];
            network.Parameters["b.weight"].Value = [0, 1, 0, 0, 0, 1];
            Assert.Equal([5, 3.5f, 3.5f], Gradient(network, [3, 2, 2], [5, 7]));
            Assert.Equal([0, 5, 7], Gradient(network, [-3, -2, 2], [5, 7]));
            Assert.Equal([5, 12, 7], Gradient(network, [1, float.NaN, 2], [5, 7]));
        }
    }

    /// <summary>NaN is the largest of all, wherever in a window it is and whichever operand it is of.</summary>
    [Theory]
    [InlineData("[Input(17, 4, 9)] [MaxPool(3, Stride = 1, Pad = 1)]")]
    [InlineData("[Input(2, 4, 9)] [MaxPool(3, Stride = 1)]")]
    [InlineData("[Input(2, 4, 8)] [MaxPool(2)]")]
    [InlineData("[Input(3, 9, 9)] [Conv(16, 2), MaxPool(2)]")]
    [InlineData("[Input(32, 2, 2)] [Slice(0, 16, Name = \"low\"), Slice(16, 16, From = Tensor.Input), Max(\"low\")]")]
    public void NaN_IsTheLargest(string declaration)
    {
        Assembly assembly = NetworkCompiler.Compile($"[Network(Fit = Fit.Floor)] {declaration} public partial class Undefined;", Widths.ToCompile);
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(assembly, "Undefined");
            float[] clean = LeNet5Tests.RandomValues(network.InputLength, 3);
            for (int place = 0; place < network.InputLength; place++)
            {
                // What a large number of either sign changes is NaN when the element is, and nothing else is.
                float[] unchanged = network.Forward(clean);
                float[] large = network.Forward([.. clean.Select((value, index) => index == place ? 1e6f : value)]);
                float[] small = network.Forward([.. clean.Select((value, index) => index == place ? -1e6f : value)]);
                float[] expected = [.. unchanged.Select((value, index) => value == large[index] && value == small[index] ? value : float.NaN)];
                Assert.Equal(expected, network.Forward([.. clean.Select((value, index) => index == place ? float.NaN : value)]));
            }
        }
    }

    /// <summary>A window of zeros has a norm of zero, and a gradient of zero in place of a division by it.</summary>
    [Fact]
    public void NormOfZeros_HasNoGradient()
    {
        Assembly assembly = NetworkCompiler.Compile(
            string.Concat(new[] { 1, 2, 3, 6 }.Select(norm => $"[Input(1, 4)] [LpPool({norm}, 2)] public partial class Norm{norm}; ")), Widths.ToCompile);
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            foreach (int norm in new[] { 1, 2, 3, 6 })
            {
                using NetworkHandle network = NetworkHandle.Create(assembly, $"Norm{norm}");
                Assert.Equal([0, 0, -5, 0], Gradient(network, [0, 0, -3, 0], [5, 5]));
            }
        }
    }

    private static float[] Gradient(NetworkHandle network, float[] x, float[] dy)
    {
        using TrainingGraph graph = network.CreateTrainingGraph(1);
        float[] dx = new float[x.Length];
        graph.Forward(x, new float[dy.Length]);
        graph.Backward(dy, dx);
        return dx;
    }
}
