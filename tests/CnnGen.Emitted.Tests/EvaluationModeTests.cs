using System;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>The training graph as inference computes: values are Forward's and gradients Forward's slopes, where training normalises by the batch and drops.</summary>
public sealed class EvaluationModeTests
{
    private const int Batch = 3;

    // Sums of some hundred float32 products in two orders.
    private const double ValueTolerance = 2e-5;

    // Activations are smooth, so a quotient's own error is a third derivative's: far below this at these steps, as is the rounding of Forward.
    private const float Step = 2e-3f;
    private const double SlopeTolerance = 5e-3;

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        """
        [Input(3, 8, 8)]
        [Conv(20, 3, Pad = 1, Bias = false), BatchNorm, Tanh, AvgPool(2)]
        [Conv(7, 3), BatchNorm(Epsilon = 1e-3), Add("conv2"), SiLU]
        [Linear(5), BatchNorm(Affine = false)]
        public partial class Normed;

        [Input(4, 6, 6)]
        [Dropout(0.5), Conv(18, 3, Name = "conv"), Tanh, ChannelDropout(0.4), Conv(18, 1), StochasticDepth(0.9), Add("conv")]
        [Linear(12), Sigmoid, Dropout(0.3)]
        [Linear(4)]
        public partial class Dropped;

        [Prefix("")]
        [Layers("Conv(channels, 3, Pad = 1, Bias = false), BatchNorm, SiLU, Conv(channels, 3, Pad = 1, Bias = false), BatchNorm")]
        [Layers("GlobalAvgPool, Conv(4, 1), Tanh, Conv(channels, 1), Sigmoid, Multiply('bn2'), StochasticDepth(0.5), Add(Tensor.Input), SiLU")]
        public sealed class ExcitedAttribute(int channels) : BlockAttribute;

        [Input(3, 8, 8)]
        [Conv(16, 3, Pad = 1, Bias = false, Name = "stem"), BatchNorm(Name = "norm"), SiLU]
        [Excited(16, Repeat = 2)]
        [Conv(24, 1, Groups = 4, Name = "grouped"), BatchNorm(Name = "last"), Concat("stem"), BatchNorm(Name = "joined")]
        [GlobalAvgPool, Dropout(0.2), Linear(6)]
        public partial class Blocks;

        [Input(2, 6, 6)]
        [Conv(4, 3, Frozen = true, Bias = false), BatchNorm(Frozen = true), Tanh, Dropout(0.5)]
        [Linear(3)]
        public partial class Frozen;

        [Input(4)]
        [Linear(3), BatchNorm]
        public partial class SingleValue;
        """,
        Widths.ToCompile));

    public static TheoryData<string> Names => new("Normed", "Dropped", "Blocks", "Frozen", "SingleValue");

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluation_IsForward_AndLeavesTheWeights(string name) => AtEveryWidth(name, network =>
    {
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        graph.Mode = GraphMode.Evaluation;
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, 1);
        float[] before = graph.PackedWeights.ToArray();
        float[] y = new float[Batch * network.OutputLength];
        graph.Forward(x, y);
        graph.Backward(LeNet5Tests.RandomValues(y.Length, 2), new float[x.Length]);
        AssertClose(network.Forward(x), y, ValueTolerance);
        Assert.Equal(before, graph.PackedWeights);

        // Training computes something else: there is something to tell apart.
        graph.Mode = GraphMode.Training;
        float[] trained = new float[y.Length];
        graph.Forward(x, trained);
        Assert.NotEqual(y, trained);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_IsTheSlopeOfForward(string name) => AtEveryWidth(name, network =>
    {
        using TrainingGraph graph = network.CreateTrainingGraph(Batch);
        graph.Mode = GraphMode.Evaluation;
        float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, 1);
        float[] dx = new float[x.Length];
        float[] dy = LeNet5Tests.RandomValues(Batch * network.OutputLength, 2);
        graph.Forward(x, new float[dy.Length]);
        graph.Backward(dy, dx);
        AssertSlope("input", dx, x, moved => Dot(network.Forward(moved), dy));
        foreach (ParameterSegment segment in graph.Segments.ToArray().Where(segment => segment.Trainable))
        {
            Parameter parameter = network.Parameters[segment.Name];
            float[] values = parameter.Value;
            AssertSlope(segment.Name, graph.Gradients[segment.Name].Value, values, moved =>
            {
                parameter.Value = moved;
                return Dot(network.Forward(x), dy);
            });
            parameter.Value = values;
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Bits_DoNotDependOnThreads(string name)
    {
        float[][] all = [.. new[] { 1, 3 }.Select(threads =>
        {
            using NetworkHandle network = Create(name);
            using TrainingGraph graph = network.CreateTrainingGraph(Batch);
            graph.Threads = threads;
            graph.Mode = GraphMode.Evaluation;
            float[] y = new float[Batch * network.OutputLength];
            float[] dx = new float[Batch * network.InputLength];
            graph.Forward(LeNet5Tests.RandomValues(dx.Length, 1), y);
            graph.Backward(LeNet5Tests.RandomValues(y.Length, 2), dx);
            return (float[])[.. y, .. dx, .. graph.PackedGradients];
        })];
        Assert.Equal(all[0], all[1]);
    }

    [Fact]
    public void Mode_IsThatOfForward_UntilTheNext()
    {
        using NetworkHandle network = Create("Blocks");
        float[] expected = Gradient(GraphMode.Training, GraphMode.Training);
        Assert.Equal(expected, Gradient(GraphMode.Training, GraphMode.Evaluation));
        Assert.NotEqual(expected, Gradient(GraphMode.Evaluation, GraphMode.Training));

        float[] Gradient(GraphMode atForward, GraphMode atBackward)
        {
            using TrainingGraph graph = network.CreateTrainingGraph(Batch);
            float[] dx = new float[Batch * network.InputLength];
            float[] y = new float[Batch * network.OutputLength];
            graph.Mode = atForward;
            graph.Forward(LeNet5Tests.RandomValues(dx.Length, 1), y);
            graph.Mode = atBackward;
            graph.Backward(LeNet5Tests.RandomValues(y.Length, 2), dx);
            return dx;
        }
    }

    private static void AtEveryWidth(string name, Action<NetworkHandle> check)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = Create(name);
            check(network);
        }
    }

    /// <summary>Makes a network whose running estimates and factors are no batch's and no initial values.</summary>
    private static NetworkHandle Create(string name)
    {
        NetworkHandle network = NetworkHandle.Create(Networks.Value, name);
        foreach ((Parameter parameter, int seed) in network.Parameters.Select((parameter, index) => (parameter, index + 10)).Where(pair => pair.parameter.Shape.Count == 1))
        {
            float[] values = LeNet5Tests.RandomValues(parameter.Length, seed);
            parameter.Value = parameter.Name.EndsWith("running_var", StringComparison.Ordinal) ? Array.ConvertAll(values, value => 0.5f + Math.Abs(value)) : values;
        }

        return network;
    }

    /// <summary>Compares along a direction in which the gradient is not small.</summary>
    private static void AssertSlope(string what, float[] gradient, float[] at, Func<float[], double> loss)
    {
        double length = Math.Sqrt(gradient.Sum(value => (double)value * value));
        Assert.True(length > 1e-4, $"the gradient by {what} is nothing: {length}");
        float[] random = LeNet5Tests.RandomValues(at.Length, 7);
        double[] direction = [.. gradient.Zip(random, (value, draw) => (value / length) + (0.3 * draw / Math.Sqrt(at.Length)))];
        double expected = gradient.Zip(direction, (value, way) => value * way).Sum();
        double quotient = (LossAt(Step) - LossAt(-Step)) / (2 * Step);
        Assert.True(Math.Abs(quotient - expected) <= SlopeTolerance * Math.Abs(expected) + 1e-3, $"{what}: the gradient tells {expected}, Forward {quotient}");

        double LossAt(double step) => loss([.. at.Zip(direction, (value, way) => (float)(value + (step * way)))]);
    }

    private static double Dot(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();

    private static void AssertClose(float[] expected, float[] actual, double tolerance)
    {
        double scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - (tolerance * scale), pair.First + (tolerance * scale)));
    }
}
