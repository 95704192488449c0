using System;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Backward of a linear layer A is its adjoint: y . A x = x . A'y for every x and y, whatever the shape and the arguments.</summary>
/// <remarks>No slope is measured, so that nothing but float32's rounding is allowed for. A is linear in its weights too, which gives their gradient the same test.</remarks>
public sealed class AdjointTests
{
    private const int Samples = 3;
    private const int Drawn = 6000;
    private const int OfAKind = 6;
    private const int MostElements = 2000;

    // A few float32 roundings a term, whose errors do not all have one sign.
    private const double Tolerance = 4e-6;

    /// <summary>The kinds that are tested here.</summary>
    internal static readonly string[] Kinds =
    [
        "Conv", "DepthwiseConv", "ConvTranspose", "AvgPool", "GlobalAvgPool", "AdaptiveAvgPool", "Linear", "Flatten", "Reshape", "Scale", "Add", "Subtract", "Average", "Concat",
        "Slice", "ChannelShuffle", "PixelShuffle", "Upsample", "Pad", "Crop",
    ];

    // Networks of one layer, by its kind: the first layers of networks drawn at random.
    private static readonly ILookup<string, string> Layers = Enumerable.Range(0, Drawn)
        .Select(seed => RandomNetworks.Draw(seed, MostElements).OfFirstLayer)
        .OfType<(string Kind, string Declaration)>()
        .ToLookup(network => network.Kind, network => network.Declaration);

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", Kinds.SelectMany(kind => Layers[kind].Take(OfAKind).Select((declaration, index) => $"[Network(Fit = Fit.Floor)] {declaration} public partial class {kind}{index};"))),
        Widths.ToCompile));

    public static TheoryData<string> Tested() => new(Kinds);

    [Theory]
    [MemberData(nameof(Tested))]
    public void Backward_IsTheAdjointOfForward(string kind)
    {
        Assert.True(Layers[kind].Count() >= OfAKind, $"{kind} begins {Layers[kind].Count()} of {Drawn} networks");
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            for (int index = 0; index < OfAKind; index++)
            {
                using NetworkHandle network = NetworkHandle.Create(Compiled.Value, $"{kind}{index}", seed: (ulong)index + 1);
                Check(network, $"{Layers[kind].ElementAt(index)} at {bits} bits");
            }
        }
    }

    private static void Check(NetworkHandle network, string what)
    {
        foreach (Parameter bias in network.Parameters.Where(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)))
        {
            bias.Value = new float[bias.Length];
        }

        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        float[] x = LeNet5Tests.RandomValues(Samples * network.InputLength, seed: 1);
        float[] dy = LeNet5Tests.RandomValues(Samples * network.OutputLength, seed: 2);
        float[] y = new float[dy.Length];
        float[] dx = new float[x.Length];
        graph.Forward(x, y);
        graph.Backward(dy, dx);
        double expected = Dot(y, dy);
        double terms = Terms(y, dy) + Terms(x, dx);
        Assert.True(Math.Abs(Dot(x, dx) - expected) <= Tolerance * terms, $"{what}: y . Ax is {expected:G9}, x . A'y is {Dot(x, dx):G9}");
        foreach (Parameter gradient in graph.Gradients.Where(gradient => gradient.Name.EndsWith("weight", StringComparison.Ordinal)))
        {
            double ofWeights = Dot(network.Parameters[gradient.Name].Value.ToArray(), gradient.Value.ToArray());
            Assert.True(Math.Abs(ofWeights - expected) <= Tolerance * terms, $"{what}: y . Ax is {expected:G9}, and by the weights {ofWeights:G9}");
        }
    }

    private static double Dot(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();

    private static double Terms(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs((double)a * b)).Sum();
}
