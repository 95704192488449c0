using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Lowering;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>What every layer gives, and the gradient by it, of networks that are inspected.</summary>
public sealed class InspectionTests
{
    private const int RandomOnes = 30;
    private const int MostElements = 1500;

    // float32 sums of a few thousand products of numbers around 1, against double.
    private const double ValueTolerance = 2e-5;
    private const double GradientTolerance = 2e-4;
    private const float LeastVariance = 0.25f;
    private static readonly double[] Steps = [1e-6, 1e-7, 1e-8];

    // What forward fuses, joins, flattens and normalises, marks on layers and on the input, and a branch that the output does not see.
    private static readonly string[] Declarations =
    [
        "[Input(3, 12, 12)] [Conv(20, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)] [Conv(7, 3), BatchNorm, SiLU] [Linear(12), Tanh] [Linear(4)]",
        "[Input(3, 9, 10)] [Conv(20, 3, Pad = 1), ReLU(Name = \"features\")] [GlobalAvgPool, Linear(5), ReLU, Linear(20), Sigmoid, Multiply(\"features\")] [Conv(20, 3, Pad = 1), Add(\"features\"), ReLU]",
        "[Input(16, 6, 6)] [Conv(16, 1, Name = \"a\"), Tanh(Name = \"t\"), Conv(32, 3, Pad = 1, Groups = 4, Name = \"b\"), Concat(\"a\", \"t\"), BatchNorm, Conv(5, 3, Stride = 2)] [AvgPool(2), Flatten, Linear(6), Softmax]",
        "[Input(4, 8, 8)] [Conv(24, 3, Pad = 1, Name = \"stem\"), Output(\"trunk\"), ReLU, DepthwiseConv(3, Pad = 1), LayerNorm] [Conv(6, 1, Name = \"head\"), Output(\"mask\")] [GlobalMaxPool(From = \"stem\"), Linear(3)]",
        "[Input(2, 6, 6)] [ConvTranspose(18, 4, Stride = 2, Pad = 1), PReLU, Upsample(2)] [Conv(3, 3, Stride = 3, Name = \"c\"), LocalResponseNorm(3), GroupNorm(3)]",
        "[Input(40)] [Linear(33), Mish] [Linear(7), LogSoftmax]",
    ];

    private static readonly ReferenceNetwork[] References =
        [.. Declarations.Select(ReferenceParser.Parse), .. Enumerable.Range(0, RandomOnes).Select(seed => RandomNetworks.Draw(seed + 5000, MostElements))];

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Concat(References.Select((network, index) => $"[Network(Fit = Fit.Floor, Inspect = true, Training = {(index % 2 == 0 ? "true" : "false")})] {network.Declaration} public partial class Inspected{index};\n")),
        Widths.ToCompile));

    private static readonly Lazy<Assembly> Others = new(() => NetworkCompiler.Compile(
        """
        [Prefix("")]
        [Layers("Conv(channels, 3, Pad = 1, Bias = false, Name = 'conv1'), BatchNorm(Name = 'bn1'), ReLU")]
        [Layers("Conv(channels, 3, Pad = 1, Bias = false, Name = 'conv2'), BatchNorm(Name = 'bn2'), StochasticDepth(0.5), Add(Tensor.Input), ReLU(Name = 'out')")]
        public sealed class ResidualAttribute(int channels) : BlockAttribute;

        [Network(Inspect = true)]
        [Input(3, 10, 10)]
        [Conv(16, 3, Pad = 1, Name = "stem"), ReLU]
        [Residual(16, Name = "layer1", Repeat = 2)]
        [Dropout(0.5), GlobalAvgPool(Name = "pool"), Linear(5, Name = "fc")]
        public partial class Blocks;

        [Input(3, 10, 10)]
        [Conv(16, 3, Pad = 1, Name = "stem"), ReLU]
        [Residual(16, Name = "layer1", Repeat = 2)]
        [Dropout(0.5), GlobalAvgPool(Name = "pool"), Linear(5, Name = "fc")]
        public partial class Whole;

        [Input(3, 10, 10)]
        [Conv(16, 3, Pad = 1, Name = "stem"), ReLU]
        [Residual(16, Name = "layer1")]
        public partial class Cut;
        """,
        Widths.ToCompile));

    public static TheoryData<int> Indexes => new(Enumerable.Range(0, References.Length));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void EveryLayer_GivesItsDefinition(int index) => AtEveryWidth(index, (network, reference, parameters) =>
    {
        double[] sample = Doubles(LeNet5Tests.RandomValues(network.InputLength, index));
        ReferencePass pass = new(parameters, isTraining: false);
        reference.Forward([sample], pass);
        NetworkOutputs outputs = OutputsOf(network);
        outputs.Compute(Array.ConvertAll(sample, value => (float)value));
        Assert.Equal(network.Info.Layers.Select(layer => layer.Name), outputs.Select(output => output.Name));
        Assert.Equal(pass.LayerOutputs.Count, outputs.Count);
        foreach (LayerOutput output in outputs)
        {
            AssertClose(pass.LayerOutputs[output.Name], output.Values.ToArray(), $"{reference.Declaration} {output}");
        }
    });

    /// <summary>Each layer's outputs are moved in a random direction, and the definition is computed from there on.</summary>
    [Theory]
    [MemberData(nameof(Indexes))]
    public void EveryGradient_IsTheSlope(int index) => AtEveryWidth(index, (network, reference, parameters) =>
    {
        double[] sample = Doubles(LeNet5Tests.RandomValues(network.InputLength, index));
        float[] dy = LeNet5Tests.RandomValues(network.OutputLength, index + 1);
        NetworkOutputs outputs = OutputsOf(network);
        outputs.Compute(Array.ConvertAll(sample, value => (float)value));
        outputs.Differentiate(dy);
        double middle = Loss(sample, null, []);
        foreach (LayerOutput output in outputs.Where(output => !IsMark(network.Info, output)))
        {
            AssertSlope(output.Gradient, output.Name, (way, step) => Loss(sample, output.Name, Array.ConvertAll(way, part => step * part)));
        }

        AssertSlope(outputs.InputGradient, "the input", (way, step) => Loss([.. sample.Zip(way, (value, part) => value + (step * part))], null, []));

        double Loss(double[] input, string? layer, double[] shift)
        {
            ReferencePass pass = new(parameters, isTraining: false);
            if (layer is not null)
            {
                pass.Shifts[layer] = shift;
            }

            return reference.Forward([input], pass)[0].Zip(dy, (y, weight) => y * weight).Sum();
        }

        void AssertSlope(ReadOnlySpan<float> gradient, string what, Func<double[], double, double> loss)
        {
            double[] way = Doubles(LeNet5Tests.RandomValues(gradient.Length, index + 2));
            double[] terms = [.. gradient.ToArray().Zip(way, (value, part) => value * part)];
            double scale = Math.Max(1e-3, Math.Sqrt(terms.Sum(term => term * term)));
            if (Steps.Select(step => DefinitionCheck.SlopeOf(moved => loss(way, moved), middle, scale, step)).FirstOrDefault(slope => slope is not null) is { } slope)
            {
                double tolerance = GradientTolerance * Math.Max(scale, 0.05 * LargestGradient(outputs));
                Assert.True(Math.Abs(slope - terms.Sum()) <= tolerance, $"{reference.Declaration} {what}: slope {slope:G9}, gradient {terms.Sum():G9}, tolerance {tolerance:G3}");
            }
        }
    });

    /// <summary>A mark has what it marks.</summary>
    [Theory]
    [MemberData(nameof(Indexes))]
    public void Mark_HasTheGradientOfItsLayer(int index) => AtEveryWidth(index, (network, _, _) =>
    {
        NetworkOutputs outputs = OutputsOf(network);
        outputs.Compute(LeNet5Tests.RandomValues(network.InputLength, index));
        outputs.Differentiate(0);
        foreach (LayerOutput mark in outputs.Where(output => IsMark(network.Info, output)))
        {
            int layer = network.Info.Layers.Single(layer => layer.Name == mark.Name).Inputs[0];
            Assert.Equal(layer < 0 ? outputs.InputGradient : outputs[layer].Gradient, mark.Gradient);
        }
    });

    [Fact]
    public void Programs_HoldWhatTheVerifierAsks() =>
        Assert.All(References, reference => Assert.NotNull(MemorySafetyTests.Plan(reference.Declaration, MemoryOptions.Dense, isInspected: true).Inspection));

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Compiled.Value);

    /// <summary>Blocks, names of blocks, what differs in training; against the network that ends at a layer and the training graph of the one without inspection.</summary>
    [Fact]
    public void Blocks_GiveWhatNetworksThatEndThereGive()
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Others.Value, "Blocks");
            using NetworkHandle whole = NetworkHandle.Create(Others.Value, "Whole");
            using NetworkHandle cut = NetworkHandle.Create(Others.Value, "Cut");
            Fill(network);
            foreach (Parameter parameter in network.Parameters)
            {
                whole.Parameters[parameter.Name].Value = parameter.Value;
                if (cut.Parameters.TryGet(parameter.Name.Replace("layer1.0", "layer1", StringComparison.Ordinal), out Parameter? same))
                {
                    same.Value = parameter.Value;
                }
            }

            float[] x = LeNet5Tests.RandomValues(network.InputLength, 1);
            NetworkOutputs outputs = OutputsOf(network);
            outputs.Compute(x);
            AssertClose(Doubles(cut.Forward(x)), outputs["layer1.0.out"].Values.ToArray(), "the first block");
            AssertClose(Doubles(network.Forward(x)), outputs["fc"].Values.ToArray(), "the network");

            using TrainingGraph graph = whole.CreateTrainingGraph(1);
            graph.Mode = GraphMode.Evaluation;
            float[] dx = new float[x.Length];
            graph.Forward(x, new float[5]);
            graph.Backward([0, 0, 1, 0, 0], dx);
            outputs.Differentiate(2);
            AssertClose(Doubles(dx), outputs.InputGradient.ToArray(), "the gradient");
        }
    }

    [Fact]
    public void Outputs_FollowSamplesClassesAndWeights()
    {
        using NetworkHandle network = NetworkHandle.Create(Others.Value, "Blocks");
        using NetworkHandle fork = network.Fork();
        NetworkOutputs outputs = OutputsOf(network);
        Assert.Same(outputs, OutputsOf(network));
        Assert.NotSame(outputs, OutputsOf(fork));
        LayerOutput pool = outputs["pool"];
        float[][] found = [Gradient(1, 0), Gradient(1, 3), Gradient(2, 3), Gradient(1, 0)];
        Assert.Equal(found[0], found[3]);
        Assert.NotEqual(found[0], found[1]);

        // The last layer is linear: its weights are what the pool's gradient is.
        Assert.Equal(found[1], found[2]);
        Assert.Equal(network.Parameters["fc.weight"].Value[(3 * pool.Length)..(4 * pool.Length)], found[1]);
        network.Parameters["fc.weight"].Value = LeNet5Tests.RandomValues(5 * pool.Length, 8);
        Assert.Equal(network.Parameters["fc.weight"].Value[..pool.Length], Gradient(1, 0));

        float[] Gradient(int seed, int element)
        {
            outputs.Compute(LeNet5Tests.RandomValues(network.InputLength, seed));
            outputs.Differentiate(element == 0 ? 1 : 0);
            outputs.Differentiate(element);
            return pool.Gradient.ToArray();
        }
    }

    [Fact]
    public void Outputs_AllocateNothing()
    {
        using NetworkHandle network = NetworkHandle.Create(Others.Value, "Blocks");
        float[] x = LeNet5Tests.RandomValues(network.InputLength, 1);
        NetworkOutputs outputs = OutputsOf(network);
        float sum = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            outputs.Compute(x);
            outputs.Differentiate(1);
            sum += outputs["stem"].Values[0] + outputs["layer1.1.conv1"].Gradient[0] + outputs.InputGradient[0];
        }));
        Assert.True(float.IsFinite(sum));
    }

    [Fact]
    public void WrongUse_IsToldInWords()
    {
        NetworkHandle network = NetworkHandle.Create(Others.Value, "Blocks");
        NetworkOutputs outputs = OutputsOf(network);
        ArgumentException unknown = Assert.Throws<ArgumentException>("layer", () => outputs["layer1.0.conv3"]);
        Assert.Contains("did you mean 'layer1.0.conv", unknown.Message, StringComparison.Ordinal);
        Assert.False(outputs.TryGet("layer1", out _));
        Assert.Contains("Compute", Assert.Throws<InvalidOperationException>(() => outputs["stem"].Values.Length).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => outputs.Differentiate(0));
        Assert.Throws<ArgumentException>("sample", () => outputs.Compute([1, 2]));
        outputs.Compute(new float[network.InputLength]);
        Assert.Contains("Differentiate", Assert.Throws<InvalidOperationException>(() => outputs["stem"].Gradient.Length).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("element", () => outputs.Differentiate(5));
        Assert.Throws<ArgumentException>("outputGradient", () => outputs.Differentiate([1, 2]));
        outputs.Differentiate(4);
        outputs.Compute(new float[network.InputLength]);
        Assert.Throws<InvalidOperationException>(() => outputs.InputGradient.Length);
        network.Dispose();
        Assert.IsType<ObjectDisposedException>(Assert.Throws<TargetInvocationException>(() => OutputsOf(network)).InnerException);
    }

    private static void AtEveryWidth(int index, Action<NetworkHandle, ReferenceNetwork, IReadOnlyDictionary<string, double[]>> check)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, $"Inspected{index}");
            Fill(network);
            check(network, References[index], network.Parameters.ToDictionary(parameter => parameter.Name, parameter => Doubles(parameter.Value)));
        }
    }

    /// <summary>Gives factors, biases and running estimates values that show.</summary>
    private static void Fill(NetworkHandle network)
    {
        foreach ((Parameter parameter, int seed) in network.Parameters.Select((parameter, index) => (parameter, index + 10)).Where(pair => pair.parameter.Shape.Count == 1))
        {
            float[] values = LeNet5Tests.RandomValues(parameter.Length, seed);
            parameter.Value = parameter.Name.EndsWith("running_var", StringComparison.Ordinal) ? Array.ConvertAll(values, value => LeastVariance + Math.Abs(value)) : values;
        }
    }

    private static NetworkOutputs OutputsOf(NetworkHandle network) => (NetworkOutputs)network.Type.GetProperty("Outputs")!.GetValue(network.Instance)!;

    private static bool IsMark(NetworkInfo info, LayerOutput output) => info.Layers.Single(layer => layer.Name == output.Name).Kind.StartsWith("Output(", StringComparison.Ordinal);

    private static float LargestGradient(NetworkOutputs outputs) => outputs.Max(output => output.Gradient.ToArray().Max(Math.Abs));

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static void AssertClose(double[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= ValueTolerance * scale, $"{what} [{i}]: expected {expected[i]:G9}, got {actual[i]:G9}");
        }
    }
}
