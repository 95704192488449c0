using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Whole networks, forward and backward, against PyTorch's results.</summary>
public sealed class GoldenNetworkTests
{
    private const string ReluMax = "[Input(1, 28, 28)] [Conv({0}, 5), ReLU, MaxPool(2)] [Conv({1}, 5), ReLU, MaxPool(2)] [Linear({2}), ReLU] [Linear(84), ReLU] [Linear(10)]";
    private const string TanhAverage = "[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), Tanh, AvgPool(2)] [Conv(16, 5), Tanh, AvgPool(2)] [Linear(120), Tanh] [Linear(84), Tanh] [Linear(10)]";
    private const string ConvNetJs = "[Input(3, 32, 32)] [Conv({0}, 5, Pad = 2), ReLU, MaxPool(2)] [Conv({1}, 5, Pad = 2), ReLU, MaxPool(2)] [Conv({2}, 5, Pad = 2), ReLU, MaxPool(2)] [Linear(10, Name = \"fc\")]";

    // A bias in front of a saturated unit may have gradients far below the layer's others.
    private const double Floor = 1e-8;

    private static readonly Dictionary<string, GoldenCase> Cases = GoldenCase
        .Load("index-nets.json", "net.lenet5_relu_max", "net.lenet5_tanh_avg", "net.convnetjs_cifar").ToDictionary(golden => golden.Name);

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        string.Join("\n", Cases.Select(pair => $"{Declare(pair.Value)} public partial class {pair.Key};"))));

    public static TheoryData<string> Names() => new(Cases.Keys.DefaultIfEmpty(Shared.Missing));

    [SharedTheory]
    [MemberData(nameof(Names))]
    public void Network_AgreesWithPyTorch(string name)
    {
        GoldenCase golden = Cases[name];
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, name);
        foreach (Parameter parameter in network.Parameters)
        {
            parameter.Value = golden.Values("state." + parameter.Name);
        }

        float[] x = golden.Values("input");
        golden.AssertClose("output_eval", network.Forward(x));

        int samples = x.Length / network.InputLength;
        using TrainingGraph graph = network.CreateTrainingGraph(samples);
        float[] y = new float[samples * network.OutputLength];
        graph.Forward(x, y);
        golden.AssertClose("output_train", y);
        float[] dx = new float[x.Length];
        graph.Backward(CrossEntropyGradient(y, golden.Values("target"), network.OutputLength), dx);
        golden.AssertClose("grad_input", dx, Floor);
        foreach (Parameter gradient in graph.Gradients)
        {
            golden.AssertClose("grad." + gradient.Name, gradient.Value, Floor);
        }
    }

    [SharedFact]
    public void StateDictOfPyTorch_Loads()
    {
        GoldenCase golden = Cases.Values.First(candidate => candidate.Kind == "net.lenet5_tanh_avg");
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, golden.Name);
        Assert.Equal(
            golden.Tensors.Where(tensor => tensor.StartsWith("state.", StringComparison.Ordinal)).Select(tensor => tensor["state.".Length..]).Order(),
            network.Parameters.Select(parameter => parameter.Name).Order());
        foreach (Parameter parameter in network.Parameters)
        {
            Assert.Equal(golden.Shape("state." + parameter.Name), parameter.Shape);
        }
    }

    private static string Declare(GoldenCase golden)
    {
        int[] widths = golden.Kind == "net.lenet5_tanh_avg"
            ? []
            : golden.Config.GetProperty("net_config").GetProperty("widths").EnumerateArray().Select(width => width.GetInt32()).ToArray();
        string form = golden.Kind switch
        {
            "net.lenet5_relu_max" => ReluMax,
            "net.lenet5_tanh_avg" => TanhAverage,
            _ => ConvNetJs,
        };
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, form, widths.Cast<object>().ToArray());
    }

    private static float[] CrossEntropyGradient(float[] scores, float[] targets, int classes)
    {
        float[] gradient = new float[scores.Length];
        for (int sample = 0; sample < targets.Length; sample++)
        {
            double[] exponentials = scores.Skip(sample * classes).Take(classes).Select(score => Math.Exp(score)).ToArray();
            double sum = exponentials.Sum();
            for (int k = 0; k < classes; k++)
            {
                gradient[(sample * classes) + k] = (float)(((exponentials[k] / sum) - (k == (int)targets[sample] ? 1 : 0)) / targets.Length);
            }
        }

        return gradient;
    }
}
