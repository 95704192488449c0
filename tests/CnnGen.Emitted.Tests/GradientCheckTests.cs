using System;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;
using Xunit.Abstractions;

namespace CnnGen.Emitted.Tests;

/// <summary>The check that users have finds the gradients of generated networks right, and says so clearly.</summary>
public sealed class GradientCheckTests(ITestOutputHelper log)
{
    private const int Samples = 4;

    private static readonly (string Name, string Layers)[] Networks =
    [
        ("Lecture", "[Input(1, 12, 12)] [Conv(6, 5), ReLU, MaxPool(2)] [Linear(20), ReLU] [Linear(5)]"),
        ("Normalised", "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, Add(\"relu1\"), ReLU] [AvgPool(2), Dropout(0.3)] [Linear(5)]"),
        ("Deep", "[Input(3, 16, 16)] " + string.Concat(Enumerable.Repeat("[Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU]", 12)) + "[GlobalAvgPool, Linear(5)]"),
        ("Smooth", "[Input(3, 8, 8)] [DepthwiseConv(3), SiLU] [Conv(8, 1), GroupNorm(2), GELU] [ConvTranspose(4, 3, Stride = 2), LocalResponseNorm(3), PReLU] [Linear(6, Frozen = true), Tanh, Linear(5)]"),
    ];

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", Networks.Select(network => $"{network.Layers} public partial class {network.Name};")), Widths.Widest));

    public static TheoryData<string> Names => new(Networks.Select(network => network.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedGradients_AreCorrect(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name, seed: 3);
        float[] before = [.. network.Parameters.SelectMany(parameter => parameter.Value.ToArray())];
        GradientReport report = network.CheckGradients(LeNet5Tests.RandomValues(Samples * network.InputLength, seed: 1), [0, 1, 2, 4]);
        log.WriteLine(report.ToString());
        Assert.True(report.IsCorrect, report.ToString());
        Assert.Equal(network.Parameters.Count(parameter => parameter.Trainable) + 1, report.Parameters.Count);

        // Twelve layers of ReLU have a kink within every step by some biases.
        int unclear = report.Parameters.Count(parameter => parameter.Verdict == GradientVerdict.Unclear);
        Assert.InRange(unclear, 0, name == "Deep" ? report.Parameters.Count / 2 : 0);
        Assert.Equal(before, network.Parameters.SelectMany(parameter => parameter.Value.ToArray()));
    }
}
