using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Random legal networks against plain loops in double precision; their gradients against central differences of those loops.</summary>
public sealed class RandomNetworkTests
{
    private const int Networks = 60;
    private const int MostElements = 3000;
    private const int Samples = 2;
    private const int DifferencesPerTensor = 4;

    // float32 sums of a few thousand products of numbers around 1, against double.
    private const double ForwardTolerance = 2e-5;

    // The difference quotient's own error at this step is far below float32's; a step that crosses a kink of ReLU or a maximum is far above.
    private const double Step = 1e-6;
    private const double GradientTolerance = 2e-4;

    private static readonly ReferenceNetwork[] References = Enumerable.Range(0, Networks).Select(seed => RandomNetworks.Draw(seed, MostElements)).ToArray();

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", References.Select((network, index) => $"[Network(Fit = Fit.Floor)] {network.Declaration} public partial class Random{index};"))));

    /// <summary>The random networks as attributes.</summary>
    internal static IEnumerable<string> Declarations => References.Select(network => network.Declaration);

    public static TheoryData<int> Indexes() => new(Enumerable.Range(0, Networks));

    [Theory]
    [InlineData("Conv(")]
    [InlineData("MaxPool(")]
    [InlineData("AvgPool(")]
    [InlineData("Linear(")]
    [InlineData("Flatten(")]
    [InlineData("ReLU(")]
    [InlineData("Tanh(")]
    [InlineData("Sigmoid(")]
    [InlineData("Softmax(")]
    [InlineData("Add(")]
    [InlineData("Concat(")]
    [InlineData("From = ")]
    [InlineData("Tensor.Input")]
    [InlineData("Fit.Ceil")]
    public void DrawnNetworks_HaveEverythingThatALayerMayBe(string text) =>
        Assert.True(References.Count(reference => reference.Declaration.Contains(text, StringComparison.Ordinal)) > 3);

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Compiled.Value);

    [Fact]
    public void LargeNetworks_StayWithinTheJitsBudget() => MethodBudget.AssertKept(NetworkCompiler.Compile("""
        [Input(3, 227, 227)]
        [Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2)]
        [Conv(256, 5, Pad = 2, Groups = 2), ReLU, MaxPool(3, Stride = 2)]
        [Conv(384, 3, Pad = 1), ReLU, Conv(384, 3, Pad = 1, Groups = 2), ReLU, Conv(256, 3, Pad = 1, Groups = 2), ReLU, MaxPool(3, Stride = 2)]
        [Linear(4096), ReLU, Dropout(0.5), Linear(4096), ReLU, Dropout(0.5), Linear(1000)]
        public partial class AlexNet;

        [Input(3, 64, 64)]
        [Conv(12, 7, Pad = 3), ReLU, MaxPool(8)]
        [Conv(17, 5, Pad = 2, Dilation = 1), Tanh, AvgPool(4)]
        [Linear(10), Softmax]
        public partial class Wide;
        """));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Network_AgreesWithItsDefinition(int index)
    {
        ReferenceNetwork reference = References[index];
        float[][] widest = [];
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, $"Random{index}", seed: (ulong)index);
            foreach (Parameter bias in network.Parameters.Where(parameter => parameter.Shape.Count == 1))
            {
                // A zero bias would put every output that sees padding alone on ReLU's kink.
                bias.Value = LeNet5Tests.RandomValues(bias.Length, index + 2);
            }

            Dictionary<string, double[]> parameters = network.Parameters.ToDictionary(
                parameter => parameter.Name, parameter => Array.ConvertAll(parameter.Value, value => (double)value));
            float[] x = LeNet5Tests.RandomValues(Samples * network.InputLength, index);
            double[][] samples = x.Chunk(network.InputLength).Select(sample => Array.ConvertAll(sample, value => (double)value)).ToArray();
            double[] expected = samples.SelectMany(sample => reference.Forward(sample, parameters)).ToArray();
            AssertClose(expected, network.Forward(x), ForwardTolerance, $"{reference.Declaration} Forward at {bits}");

            using TrainingGraph graph = network.CreateTrainingGraph(Samples);
            float[] y = new float[expected.Length];
            graph.Forward(x, y);
            AssertClose(expected, y, ForwardTolerance, $"{reference.Declaration} training Forward at {bits}");

            float[] dy = LeNet5Tests.RandomValues(y.Length, index + 1);
            float[] dx = new float[x.Length];
            graph.Backward(dy, dx);
            if (bits == Widths.Supported[0])
            {
                // Differences are slow; the narrower widths are compared with the widest, which passed.
                CheckDifferences(reference, samples, parameters, dy, dx, graph, index, bits);
                widest = graph.Gradients.Select(gradient => gradient.Value).Append(dx.ToArray()).ToArray();
            }

            foreach ((float[] wide, float[] narrow) in widest.Zip(graph.Gradients.Select(gradient => gradient.Value).Append(dx)))
            {
                AssertClose(Array.ConvertAll(wide, value => (double)value), narrow, ForwardTolerance, $"{reference.Declaration} gradients at {bits}");
            }
        }
    }

    private static void CheckDifferences(
        ReferenceNetwork reference, double[][] samples, Dictionary<string, double[]> parameters, float[] dy, float[] dx, TrainingGraph graph, int seed, int bits)
    {
        double Loss() => samples.SelectMany(sample => reference.Forward(sample, parameters)).Select((value, index) => value * dy[index]).Sum();
        Random random = new(seed);
        List<(string Name, double[] Values, float[] Gradient)> tensors = graph.Gradients
            .Select(gradient => (gradient.Name, parameters[gradient.Name], gradient.Value)).ToList();
        tensors.AddRange(samples.Select((sample, index) => ("input", sample, dx[(index * sample.Length)..((index + 1) * sample.Length)])));
        foreach ((string name, double[] values, float[] gradient) in tensors)
        {
            double scale = Math.Max(1e-3, gradient.Max(Math.Abs));
            for (int i = 0; i < DifferencesPerTensor; i++)
            {
                int element = random.Next(values.Length);
                double[] slopes = new[] { Step, Step / 4 }.Select(step => Slope(values, element, step, Loss)).ToArray();
                if (Math.Abs(slopes[0] - slopes[1]) > GradientTolerance * scale)
                {
                    continue; // The loss has a kink within the step: no derivative to compare with.
                }

                Assert.True(
                    Math.Abs(slopes[1] - gradient[element]) <= GradientTolerance * scale,
                    $"{reference.Declaration} at {bits}: {name}[{element}]: difference quotient {slopes[1]:G9}, gradient {gradient[element]:G9}, largest {scale:G3}");
            }
        }
    }

    private static double Slope(double[] values, int element, double step, Func<double> loss)
    {
        double value = values[element];
        values[element] = value + step;
        double above = loss();
        values[element] = value - step;
        double below = loss();
        values[element] = value;
        return (above - below) / (2 * step);
    }

    private static void AssertClose(double[] expected, float[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what} [{i}]: expected {expected[i]:G9}, got {actual[i]:G9}");
        }
    }
}
