using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Whole networks, forward and backward, against PyTorch's results.</summary>
public sealed class GoldenNetworkTests
{
    private const string ReluMax = "[Input(1, 28, 28)] [Conv({0}, 5), ReLU, MaxPool(2)] [Conv({1}, 5), ReLU, MaxPool(2)] [Linear({2}), ReLU] [Linear(84), ReLU] [Linear(10)]";
    private const string TanhAverage = "[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), Tanh, AvgPool(2)] [Conv(16, 5), Tanh, AvgPool(2)] [Linear(120), Tanh] [Linear(84), Tanh] [Linear(10)]";
    private const string ConvNetJs = "[Input(3, 32, 32)] [Conv({0}, 5, Pad = 2), ReLU, MaxPool(2)] [Conv({1}, 5, Pad = 2), ReLU, MaxPool(2)] [Conv({2}, 5, Pad = 2), ReLU, MaxPool(2)] [Linear(10, Name = \"fc\")]";

    private const string SqueezeNet = """
        [Input(3, 32, 32)]
        [Network(Fit = Fit.Floor)]
        [Conv(12, 3, Stride = 2), ReLU, MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
        [Conv(4, 1, Name = "fire2.squeeze"), ReLU(Name = "squeezed2")]
        [Conv(12, 1, Name = "fire2.expand1x1"), ReLU(Name = "expanded2")]
        [Conv(12, 3, Pad = 1, Name = "fire2.expand3x3", From = "squeezed2"), ReLU, Concat("expanded2")]
        [Conv(6, 1, Name = "fire3.squeeze"), ReLU(Name = "squeezed3")]
        [Conv(12, 1, Name = "fire3.expand1x1"), ReLU(Name = "expanded3")]
        [Conv(12, 3, Pad = 1, Name = "fire3.expand3x3", From = "squeezed3"), ReLU, Concat("expanded3")]
        [Conv(10, 1, Name = "final_conv"), ReLU, AvgPool(7)]
        """;

    // A bias in front of a saturated unit may have gradients far below the layer's others.
    private const double Floor = 1e-8;

    // A bias in front of a normalisation has a gradient of zero: a sum that cancels, of numbers as large as the weights' gradients.
    private const double Cancellation = 1e-6;

    // Of a state dict's entries the only one that was not recorded.
    private const string Count = ".num_batches_tracked";

    // All but net.alexnet_like, which is the only one without an ONNX file: what lies between its convolutions was not recorded.
    private static readonly Dictionary<string, GoldenCase> Cases = GoldenCase
        .Load("index-nets.json", [
            "net.lenet5_relu_max", "net.lenet5_tanh_avg", "net.convnetjs_cifar", "net.vgg_like", "net.inception_block", "net.squeezenet_like",
            "net.resnet_basic", "net.resnet_bottleneck", "net.resnet_preact", "net.densenet", "net.mobilenet_v1_like", "net.mobilenet_v3_like",
            "net.se_block", "net.shufflenet_like", "net.unet_like"])
        .ToDictionary(golden => golden.Name);

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        string.Join("\n", Cases.Select(pair => $"{Declare(pair.Value)} public partial class {pair.Key};").Append(GoldenBlockNetworks.Blocks)), Widths.Widest));

    public static TheoryData<string> Names() => new(Cases.Keys.DefaultIfEmpty(Shared.Missing));

    [SharedTheory]
    [MemberData(nameof(Names))]
    public void Network_AgreesWithPyTorch(string name)
    {
        GoldenCase golden = Cases[name];
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, name);
        List<Parameter> parameters = network.Parameters.Where(parameter => !parameter.Name.EndsWith(Count, StringComparison.Ordinal)).ToList();
        Assert.Equal(golden.Parameters.Order(), parameters.Select(parameter => parameter.Name).Order());
        foreach (Parameter parameter in parameters)
        {
            Assert.Equal(golden.Shape("state." + parameter.Name), parameter.Shape);
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
        float[] dy = golden.IsRegression ? MeanSquaredErrorGradient(y, golden.Values("target")) : CrossEntropyGradient(golden, y, network.OutputLength);
        graph.Backward(dy, dx);
        golden.AssertClose("grad_input", dx, Floor);
        foreach (Parameter gradient in graph.Gradients)
        {
            golden.AssertClose("grad." + gradient.Name, gradient.Value, FloorOf(golden, gradient.Name));
        }

        Sgd optimizer = golden.Optimizer;
        optimizer.CreateState(graph.PackedWeights.Length).Step(graph.PackedWeights, graph.PackedGradients, graph.Segments, optimizer.LearningRate);
        graph.WeightsChanged();
        foreach (Parameter parameter in parameters.Where(parameter => golden.Has("after." + parameter.Name)))
        {
            golden.AssertClose("after." + parameter.Name, parameter.Value);
        }

        golden.AssertClose("output_eval_after", network.Forward(x));
    }

    private static string Declare(GoldenCase golden) => golden.Kind switch
    {
        "net.lenet5_relu_max" => Format(ReluMax, WidthsOf(golden)),
        "net.lenet5_tanh_avg" => TanhAverage,
        "net.convnetjs_cifar" => Format(ConvNetJs, WidthsOf(golden)),
        "net.vgg_like" => Vgg(golden),
        "net.inception_block" => Inception(golden),
        "net.squeezenet_like" => SqueezeNet,
        "net.resnet_basic" or "net.resnet_bottleneck" or "net.resnet_preact" or "net.densenet" => GoldenNormalisedNetworks.Declare(golden),
        _ => GoldenBlockNetworks.Declare(golden),
    };

    private static double FloorOf(GoldenCase golden, string parameter)
    {
        if (!parameter.EndsWith(".bias", StringComparison.Ordinal) || !golden.Tensors.Any(tensor => tensor.EndsWith(".running_mean", StringComparison.Ordinal)))
        {
            return Floor;
        }

        float[] weights = golden.Values("grad." + parameter[..^"bias".Length] + "weight");
        return Math.Max(Floor, Cancellation * Math.Sqrt(weights.Average(value => (double)value * value)));
    }

    private static object[] WidthsOf(GoldenCase golden) =>
        golden.Config.GetProperty("net_config").GetProperty("widths").EnumerateArray().Select(width => (object)width.GetInt32()).ToArray();

    private static string Format(string form, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, form, arguments);

    /// <summary>torch.nn.Sequential's numbers: every layer has its place.</summary>
    private static string Vgg(GoldenCase golden)
    {
        JsonElement config = golden.Config.GetProperty("net_config");
        bool isNormalised = config.GetProperty("batchnorm").GetBoolean();
        StringBuilder layers = new();
        int place = 0;
        foreach (JsonElement feature in config.GetProperty("features").EnumerateArray())
        {
            if (feature.ValueKind == JsonValueKind.String)
            {
                layers.Append("[MaxPool(2)] ");
                place++;
                continue;
            }

            layers.Append(Format("[Conv({0}, 3, Pad = 1, Name = \"features.{1}\")] ", feature.GetInt32(), place++));
            layers.Append(isNormalised ? Format("[BatchNorm(Name = \"features.{0}\")] ", place++) : "").Append("[ReLU] ");
            place++;
        }

        return $"{Input(golden)} {layers}[Linear({golden.Shape("state.classifier.0.weight")[0]}, Name = \"classifier.0\"), ReLU] [Linear(10, Name = \"classifier.3\")]";
    }

    private static string Inception(GoldenCase golden)
    {
        int size = golden.Shape("input")[2];
        int end = ((((size - 1) / 2) + 1 - 1) / 2) + 1;
        return $"""
            {Input(golden)}
            [Network(Fit = Fit.Floor)]
            [Conv({Filters("stem")}, 3, Stride = 2, Pad = 1, Name = "stem"), ReLU]
            {Block("inception1", "relu1")}
            [MaxPool(3, Stride = 2, Pad = 1, Name = "between")]
            {Block("inception2", "between")}
            [AvgPool({end})] [Linear(10, Name = "fc")]
            """;

        int Filters(string layer) => golden.Shape($"state.{layer}.weight")[0];

        string Block(string name, string from) => $"""
            [Conv({Filters(name + ".branch1")}, 1, Name = "{name}.branch1"), ReLU(Name = "{name}.1x1")]
            [Conv({Filters(name + ".branch3_1")}, 1, Name = "{name}.branch3_1", From = "{from}"), ReLU]
            [Conv({Filters(name + ".branch3_2")}, 3, Pad = 1, Name = "{name}.branch3_2"), ReLU(Name = "{name}.3x3")]
            [Conv({Filters(name + ".branch5_1")}, 1, Name = "{name}.branch5_1", From = "{from}"), ReLU]
            [Conv({Filters(name + ".branch5_2")}, 5, Pad = 2, Name = "{name}.branch5_2"), ReLU(Name = "{name}.5x5")]
            [MaxPool(3, Stride = 1, Pad = 1, From = "{from}"), Conv({Filters(name + ".branch_pool")}, 1, Name = "{name}.branch_pool"), ReLU]
            [Concat("{name}.1x1", "{name}.3x3", "{name}.5x5")]
            """;
    }

    private static string Input(GoldenCase golden) => $"[Input({string.Join(", ", golden.Shape("input").Skip(1))})]";

    private static float[] MeanSquaredErrorGradient(float[] outputs, float[] targets) =>
        outputs.Zip(targets, (output, target) => (float)(2 * ((double)output - target) / outputs.Length)).ToArray();

    private static float[] CrossEntropyGradient(GoldenCase golden, float[] scores, int classes)
    {
        float[] gradient = new float[scores.Length];
        double loss = Loss.SoftmaxCrossEntropy.Compute(scores, Array.ConvertAll(golden.Values("target"), label => (int)label), classes, gradient);
        golden.AssertClose("loss", [(float)loss]);
        return gradient;
    }
}
