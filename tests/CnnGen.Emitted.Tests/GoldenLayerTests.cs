using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Every layer kind, forward and backward, against PyTorch's results, at each vector width.</summary>
public sealed class GoldenLayerTests
{
    // Activations without arguments.
    private static readonly Dictionary<string, string> PlainActivations = new()
    {
        ["relu"] = "ReLU",
        ["relu6"] = "ReLU6",
        ["selu"] = "SELU",
        ["silu"] = "SiLU",
        ["mish"] = "Mish",
        ["hardsigmoid"] = "HardSigmoid",
        ["hardswish"] = "HardSwish",
        ["sigmoid"] = "Sigmoid",
        ["tanh"] = "Tanh",
        ["softsign"] = "Softsign",
    };

    private static readonly Dictionary<string, (GoldenCase Case, string Declaration)> Cases = GoldenCase
        .Load(
            "index-layers.json",
            "conv2d", "conv2d.grouped", "conv2d.depthwise", "conv2d.random", "conv2d.dilated", "conv2d.asymmetric", "conv2d.reflect", "conv2d.replicate", "conv2d.circular", "conv2d.same", "conv2d.same_strided", "conv1d", "conv3d", "convtranspose2d",
            "maxpool2d", "maxpool2d.ties", "avgpool2d", "adaptiveavgpool2d", "adaptivemaxpool2d", "pool1d3d", "linear", "batchnorm.train", "batchnorm.eval", "layernorm", "groupnorm", "instancenorm", "lrn",
            "relu", "relu6", "leakyrelu", "prelu", "elu", "celu", "selu", "gelu", "silu", "mish", "hardsigmoid", "hardswish", "hardtanh", "sigmoid", "tanh", "softplus", "softsign", "softmax", "logsoftmax", "channelshuffle", "pixelshuffle", "upsample2d", "pad2d")
        .Select(golden => (golden, Declare(golden)))
        .Where(pair => pair.Item2 is not null)
        .ToDictionary(pair => pair.golden.Name, pair => (pair.golden, pair.Item2!));

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        string.Join("\n", Cases.Select(pair => $"[Network(Fit = Fit.Floor)] {pair.Value.Declaration} public partial class {pair.Key};")), Widths.ToCompile));

    /// <summary>The layers that are compared with PyTorch's, as attributes; none where its results are missing.</summary>
    internal static IEnumerable<string> Declarations => Cases.Values.Select(pair => pair.Declaration);

    public static TheoryData<string, int> CasesAndWidths()
    {
        TheoryData<string, int> data = [];
        foreach (string name in Cases.Keys)
        {
            foreach (int bits in Widths.Supported)
            {
                data.Add(name, bits);
            }
        }

        if (Cases.Count == 0)
        {
            data.Add(Shared.Missing, 0);
        }

        return data;
    }

    [SharedTheory]
    [MemberData(nameof(CasesAndWidths))]
    public void Layer_AgreesWithPyTorch(string name, int bits)
    {
        using WidthScope scope = new(bits);
        GoldenCase golden = Cases[name].Case;
        using NetworkHandle network = NetworkHandle.Create(Networks.Value, name);
        foreach (Parameter parameter in network.Parameters.Where(parameter => !parameter.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal)))
        {
            parameter.Value = golden.Values(NameOf(golden, parameter));
        }

        float[] x = golden.Values("x");
        if (golden.Kind != "batchnorm.train")
        {
            golden.AssertClose("y", network.Forward(x));
        }

        if (golden.Kind == "batchnorm.eval")
        {
            return; // A training graph normalises by the batch.
        }

        int samples = x.Length / network.InputLength;
        using TrainingGraph graph = network.CreateTrainingGraph(samples);
        float[] y = new float[samples * network.OutputLength];
        graph.Forward(x, y);
        golden.AssertClose("y", y);
        float[] dx = new float[x.Length];
        graph.Backward(golden.Values("dy"), dx);
        golden.AssertClose("dx", dx);
        foreach (Parameter gradient in graph.Gradients)
        {
            golden.AssertClose("d" + NameOf(golden, gradient), gradient.Value);
        }

        if (golden.Kind == "batchnorm.train")
        {
            golden.AssertClose("running_mean_after", network.Parameters["bn1.running_mean"].Value);
            golden.AssertClose("running_var_after", network.Parameters["bn1.running_var"].Value);
            Assert.Equal(1, network.Parameters["bn1.num_batches_tracked"].Value[0]);
        }
    }

    // PyTorch calls them weight and bias too; the cases go by the paper.
    private static string NameOf(GoldenCase golden, Parameter parameter) => (golden.Kind.Contains("norm", StringComparison.Ordinal), parameter.Name.Split('.')[^1]) switch
    {
        (true, "weight") => "gamma",
        (true, "bias") => "beta",
        (_, string name) => name,
    };

    /// <summary>The case as attributes, or null for what the attributes cannot say yet.</summary>
    private static string? Declare(GoldenCase golden)
    {
        int[] shape = golden.Shape("x");
        JsonElement config = golden.Config;
        int[] sample = config.TryGetProperty("normalized_shape", out _) ? golden.Pair("normalized_shape") : shape.Length == 1 ? shape : shape[1..];
        string input = $"[Input({string.Join(", ", sample)})]";
        string? layer = golden.Kind switch
        {
            "linear" => $"Linear({config.GetProperty("out_features")}{(golden.Has("bias") ? "" : ", Bias = false")})",
            "leakyrelu" => $"LeakyReLU({Number(golden, "slope")})",
            "prelu" => $"PReLU(PerChannel = {(golden.Shape("weight")[0] > 1 ? "true" : "false")})",
            "elu" => $"ELU({Number(golden, "alpha")})",
            "celu" => $"CELU({Number(golden, "alpha")})",
            "gelu" => $"GELU(Tanh = {(config.GetProperty("approximate").GetString() == "tanh" ? "true" : "false")})",
            "hardtanh" => $"HardTanh({Number(golden, "min")}, {Number(golden, "max")})",
            "softplus" => $"Softplus(Beta = {Number(golden, "beta")}, Threshold = {Number(golden, "threshold")})",
            "softmax" => IsOfChannels(golden) ? "Softmax" : null,
            "logsoftmax" => IsOfChannels(golden) ? "LogSoftmax" : null,
            _ when PlainActivations.TryGetValue(golden.Kind, out string? name) => name,
            "conv1d" => Convolution1d(golden),
            "batchnorm.train" or "batchnorm.eval" => BatchNorm(golden),
            "layernorm" => $"LayerNorm({NormOf(golden, isAffine: true)})",
            "groupnorm" => $"GroupNorm({config.GetProperty("groups")}, {NormOf(golden, isAffine: true)})",
            "instancenorm" => $"InstanceNorm({NormOf(golden, isAffine: false)})",
            "lrn" => $"LocalResponseNorm({config.GetProperty("size")}, Alpha = {config.GetProperty("alpha").GetRawText()}, Beta = {config.GetProperty("beta").GetRawText()}, K = {config.GetProperty("k").GetRawText()})",
            "channelshuffle" => $"ChannelShuffle({config.GetProperty("groups")})",
            "pixelshuffle" => $"PixelShuffle({config.GetProperty("factor")})",
            "upsample2d" => Upsample(golden),
            "pad2d" => Pad(golden),
            "conv3d" => Convolution3d(golden),
            "convtranspose2d" => TransposedConvolution(golden),
            "adaptiveavgpool2d" or "adaptivemaxpool2d" => AdaptivePool(golden),
            "pool1d3d" => golden.Config.GetProperty("op").GetString()!.EndsWith("1d", StringComparison.Ordinal) ? Pool1d(golden) : Pool3d(golden),
            _ when golden.Kind.StartsWith("conv2d", StringComparison.Ordinal) => Convolution(golden),
            _ => Pool(golden),
        };
        return layer is null ? null : $"{input} [{layer}]";
    }

    private static string NormOf(GoldenCase golden, bool isAffine) =>
        $"Epsilon = {golden.Config.GetProperty("eps").GetRawText()}{(golden.Has("gamma") == isAffine ? "" : $", Affine = {(isAffine ? "false" : "true")}")}";

    private static string Number(GoldenCase golden, string name) => golden.Config.GetProperty(name).GetRawText();

    private static bool IsOfChannels(GoldenCase golden) =>
        golden.Config.GetProperty("dim").GetInt32() is var dimension && (dimension == 1 || (dimension == -1 && golden.Shape("x").Length == 2));

    private static string? Upsample(GoldenCase golden)
    {
        int[] size = golden.Pair("size");
        int[] x = golden.Shape("x");
        int scale = size[0] / x[2];
        if (size[0] != scale * x[2] || size[1] != scale * x[3])
        {
            return null; // Whole scales, the same on both axes.
        }

        JsonElement corners = golden.Config.GetProperty("align_corners");
        return golden.Config.GetProperty("mode").GetString() == "nearest"
            ? $"Upsample({scale})"
            : $"Upsample({scale}, Mode = UpsampleMode.Bilinear, AlignCorners = {(corners.GetBoolean() ? "true" : "false")})";
    }

    private static string? Pad(GoldenCase golden)
    {
        int[] pads = golden.Pair("pads_left_right_top_bottom");
        if (golden.Config.GetProperty("value").GetDouble() != 0)
        {
            return null;
        }

        // PyTorch's negative padding is a crop.
        int[] cut = pads.Select(pad => Math.Max(0, -pad)).ToArray();
        int[] added = pads.Select(pad => Math.Max(0, pad)).ToArray();
        int[] x = golden.Shape("x");
        string mode = golden.Config.GetProperty("mode").GetString() switch { "reflect" => "Reflect", "replicate" => "Replicate", _ => "Zeros" };
        string crop = cut.Any(pad => pad > 0) ? $"Crop({cut[2]}, {cut[0]}, {x[2] - cut[2] - cut[3]}, {x[3] - cut[0] - cut[1]}), " : "";
        return $"{crop}Pad(PadMode = PadMode.{mode}, PadLeft = {added[0]}, PadRight = {added[1]}, PadTop = {added[2]}, PadBottom = {added[3]})";
    }

    private static string BatchNorm(GoldenCase golden) =>
        $"BatchNorm(Epsilon = {golden.Config.GetProperty("eps").GetRawText()}, Momentum = {golden.Config.GetProperty("momentum").GetRawText()}, Affine = {(golden.Has("gamma") ? "true" : "false")})";

    private static string Convolution(GoldenCase golden)
    {
        int[] pads = golden.Pair("pads_top_left_bottom_right");
        bool isSame = golden.Config.TryGetProperty("padding", out JsonElement padding) && padding.ValueKind == JsonValueKind.String
            && padding.GetString() is "same" or "same_upper";
        int[] kernel = golden.Pair("kernel");
        int[] stride = golden.Pair("stride");
        int[] dilation = golden.Pair("dilation");
        int filters = golden.Shape("weight")[0];
        int groups = golden.Config.GetProperty("groups").GetInt32();
        bool isDepthwise = golden.Kind == "conv2d.depthwise";
        return $"{(isDepthwise ? "DepthwiseConv(" : $"Conv({filters}, ")}{kernel[0]}, KernelWidth = {kernel[1]}, StrideHeight = {stride[0]}, StrideWidth = {stride[1]}, "
            + $"DilationHeight = {dilation[0]}, DilationWidth = {dilation[1]}, {(isSame ? "Padding = Padding.Same" : PadsOf(pads))}, "
            + $"{(isDepthwise ? $"Multiplier = {filters / groups}" : $"Groups = {groups}")}, Bias = {(golden.Has("bias") ? "true" : "false")}, PadMode = PadMode.{PadModeOf(golden)})";
    }

    private static PadMode PadModeOf(GoldenCase golden) => Enum.Parse<PadMode>(golden.Config.GetProperty("padding_mode").GetString()!, ignoreCase: true);

    // PyTorch itself pads unequal sides in a layer of their own.
    private static string PadsOf(int[] pads) => pads[0] == pads[2] && pads[1] == pads[3]
        ? $"PadHeight = {pads[0]}, PadWidth = {pads[1]}"
        : $"PadTop = {pads[0]}, PadLeft = {pads[1]}, PadBottom = {pads[2]}, PadRight = {pads[3]}";

    private static string Convolution1d(GoldenCase golden) =>
        $"Conv({golden.Shape("weight")[0]}, {golden.Pair("kernel")[0]}, Stride = {golden.Pair("stride")[0]}, Pad = {golden.Pair("padding")[0]}, "
        + $"Dilation = {golden.Pair("dilation")[0]}, Groups = {golden.Config.GetProperty("groups")}, Bias = {(golden.Has("bias") ? "true" : "false")})";

    private static string Convolution3d(GoldenCase golden) =>
        $"Conv({golden.Shape("weight")[0]}, 1, {Volume("Kernel", "kernel", golden)}, {Volume("Stride", "stride", golden)}, {Volume("Pad", "padding", golden)}, "
        + $"{Volume("Dilation", "dilation", golden)}, Groups = {golden.Config.GetProperty("groups")}, Bias = {(golden.Has("bias") ? "true" : "false")})";

    private static string TransposedConvolution(GoldenCase golden) =>
        $"ConvTranspose({golden.Config.GetProperty("cout")}, 1, {Image("Kernel", "kernel", golden)}, {Image("Stride", "stride", golden)}, {Image("Pad", "padding", golden)}, {Image("OutputPad", "output_padding", golden)}, "
        + $"{Image("Dilation", "dilation", golden)}, Groups = {golden.Config.GetProperty("groups")}, Bias = {(golden.Has("bias") ? "true" : "false")})";

    private static string Image(string parameter, string key, GoldenCase golden)
    {
        int[] sizes = golden.Pair(key);
        return $"{parameter}Height = {sizes[0]}, {parameter}Width = {sizes[1]}";
    }

    private static string Pool3d(GoldenCase golden)
    {
        bool isAverage = golden.Config.GetProperty("op").GetString() == "AvgPool3d";
        string average = isAverage && !golden.Config.GetProperty("count_include_pad").GetBoolean() ? ", CountIncludePad = false" : "";
        return $"{(isAverage ? "AvgPool" : "MaxPool")}({golden.Pair("kernel")[0]}, {Volume("Kernel", "kernel", golden)}, {Volume("Stride", "stride", golden)}, "
            + $"{Volume("Pad", "padding", golden)}{average}{CeilOf(golden)})";
    }

    private static string Volume(string parameter, string key, GoldenCase golden)
    {
        int[] sizes = golden.Pair(key);
        return $"{parameter}Depth = {sizes[0]}, {parameter}Height = {sizes[1]}, {parameter}Width = {sizes[2]}";
    }

    private static string Pool(GoldenCase golden)
    {
        int[] kernel = golden.Pair("kernel");
        int[] stride = golden.Pair("stride");
        int[] pad = golden.Pair("padding");
        bool isAverage = golden.Kind == "avgpool2d";
        string own = isAverage ? golden.Config.GetProperty("count_include_pad").GetBoolean() ? "" : ", CountIncludePad = false"
            : $", DilationHeight = {golden.Pair("dilation")[0]}, DilationWidth = {golden.Pair("dilation")[1]}";
        return $"{(isAverage ? "AvgPool" : "MaxPool")}({kernel[0]}, KernelWidth = {kernel[1]}, StrideHeight = {stride[0]}, "
            + $"StrideWidth = {stride[1]}, PadHeight = {pad[0]}, PadWidth = {pad[1]}{own}{CeilOf(golden)})";
    }

    /// <summary>PyTorch repeats elements where the output is larger than the input; here that is an error.</summary>
    private static string? AdaptivePool(GoldenCase golden)
    {
        int[] sizes = golden.Pair("output");
        bool isLarger = sizes[0] > golden.Shape("x")[2] || sizes[1] > golden.Shape("x")[3];
        return isLarger ? null : $"{(golden.Kind == "adaptiveavgpool2d" ? "AdaptiveAvgPool" : "AdaptiveMaxPool")}({sizes[0]}, {sizes[1]})";
    }

    private static string? Pool1d(GoldenCase golden) => golden.Config.GetProperty("op").GetString() switch
    {
        "MaxPool1d" => $"MaxPool({golden.Pair("kernel")[0]}, Stride = {golden.Pair("stride")[0]}, Pad = {golden.Pair("padding")[0]}{CeilOf(golden)})",
        "AvgPool1d" => $"AvgPool({golden.Pair("kernel")[0]}, Stride = {golden.Pair("stride")[0]}, Pad = {golden.Pair("padding")[0]}{CeilOf(golden)})",
        _ => null,
    };

    private static string CeilOf(GoldenCase golden) =>
        golden.Config.TryGetProperty("ceil_mode", out JsonElement ceil) && ceil.GetBoolean() ? ", Fit = Fit.Ceil" : "";
}
