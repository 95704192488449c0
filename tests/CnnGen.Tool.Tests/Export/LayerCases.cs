using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Tool.Tests.Export;

/// <summary>Small networks, of each kind of layer at least one.</summary>
internal static class LayerCases
{
    // The kind that a case is for, and the attributes; a case without a kind is for how layers go together.
    private static readonly (string Kind, string Attributes)[] All =
    [
        ("Conv", "[Input(3, 7, 8)] [Conv(4, 3, Stride = 2, PadTop = 1, PadBottom = 1, PadLeft = 1, PadRight = 2)]"),
        ("Conv", "[Input(4, 9, 7)] [Conv(6, 3, Groups = 2, Dilation = 2, Bias = false, Pad = 2)]"),
        ("Conv", "[Input(2, 6, 5)] [Conv(3, 3, Padding = Padding.Same, Stride = 2)]"),
        ("Conv", "[Input(2, 6, 5)] [Conv(3, 3, Pad = 1, PadMode = PadMode.Reflect)]"),
        ("Conv", "[Input(2, 6, 5)] [Conv(3, 3, PadTop = 2, PadBottom = 0, PadLeft = 1, PadRight = 2, PadMode = PadMode.Circular)]"),
        ("Conv", "[Input(2, 6, 5)] [Conv(3, 3, Pad = 1, PadMode = PadMode.Replicate)]"),
        ("Conv", "[Input(3, 17)] [Conv(4, 5, Stride = 2)]"),
        ("Conv", "[Input(2, 5, 6, 7)] [Conv(3, 3, Pad = 1, StrideDepth = 2)]"),
        ("Conv", "[Network(Fit = Fit.Floor)] [Input(3, 8, 8)] [Conv(4, 3, Stride = 2)]"),
        ("DepthwiseConv", "[Input(3, 7, 8)] [DepthwiseConv(3, Pad = 1, Multiplier = 2)]"),
        ("ConvTranspose", "[Input(4, 5, 6)] [ConvTranspose(6, 3, Stride = 2, Pad = 1, OutputPad = 1, Groups = 2)]"),
        ("ConvTranspose", "[Input(4, 7)] [ConvTranspose(3, 4, Stride = 3, PadLeft = 1, Dilation = 2, Bias = false)]"),
        ("ConvTranspose", "[Input(2, 3, 4, 5)] [ConvTranspose(3, 3, Stride = 2, OutputPadHeight = 1)]"),
        ("Linear", "[Input(3, 4, 5)] [Linear(7)]"),
        ("Linear", "[Input(12)] [Linear(7, Bias = false)]"),
        ("MaxPool", "[Input(3, 8, 9)] [MaxPool(3, Stride = 2, Pad = 1, Fit = Fit.Ceil)]"),
        ("MaxPool", "[Input(3, 9, 9)] [MaxPool(2, Stride = 1, Dilation = 2)]"),
        ("MaxPool", "[Input(3, 11)] [MaxPool(3, Fit = Fit.Floor)]"),
        ("MaxPool", "[Input(2, 5, 6, 7)] [MaxPool(2, Fit = Fit.Ceil)]"),
        ("AvgPool", "[Input(3, 8, 9)] [AvgPool(3, Stride = 2, Pad = 1, Fit = Fit.Ceil)]"),
        ("AvgPool", "[Input(3, 8, 9)] [AvgPool(3, Stride = 2, Pad = 1, Fit = Fit.Ceil, CountIncludePad = false)]"),
        ("AvgPool", "[Input(2, 8, 4)] [AvgPool(2, Stride = 3, Pad = 1, Fit = Fit.Ceil)]"),
        ("MaxPool", "[Input(2, 8, 4)] [MaxPool(2, Stride = 3, Pad = 1, Fit = Fit.Ceil)]"),
        ("AvgPool", "[Input(2, 6, 6)] [Pad(1), AvgPool(1, Stride = 2, Fit = Fit.Floor)]"),
        ("AvgPool", "[Input(2, 6, 6)] [Pad(2), AvgPool(2)]"),
        ("MaxPool", "[Input(2, 6, 6)] [Pad(2), MaxPool(2)]"),
        ("MaxPool", "[Input(2, 7, 7)] [Pad(1), MaxPool(3)]"),
        ("AvgPool", "[Input(2, 6, 6)] [Pad(1), AvgPool(3, Pad = 1, Stride = 2, CountIncludePad = false, Fit = Fit.Floor)]"),
        ("LpPool", "[Input(2, 6, 6)] [Pad(2), LpPool(2, 2)]"),
        ("Conv", "[Input(2, 6, 6)] [Pad(3), Conv(3, 2)]"),
        ("AvgPool", "[Input(3, 8, 8)] [AvgPool(2)]"),
        ("AvgPool", "[Input(3, 7, 7)] [AvgPool(3, Stride = 2, Pad = 1)]"),
        ("AvgPool", "[Input(3, 9)] [AvgPool(3)]"),
        ("LpPool", "[Input(3, 8, 9)] [LpPool(2, 3, Stride = 2, Pad = 1, Fit = Fit.Ceil)]"),
        ("LpPool", "[Input(3, 8, 9)] [LpPool(3, 2, Stride = 1, Dilation = 3)]"),
        ("GlobalAvgPool", "[Input(3, 5, 6)] [GlobalAvgPool]"),
        ("GlobalMaxPool", "[Input(3, 11)] [GlobalMaxPool]"),
        ("AdaptiveAvgPool", "[Input(3, 6, 8)] [AdaptiveAvgPool(3, 2)]"),
        ("AdaptiveAvgPool", "[Input(3, 7, 8)] [AdaptiveAvgPool(3, 8)]"),
        ("AdaptiveMaxPool", "[Input(3, 7, 11)] [AdaptiveMaxPool(3, 4)]"),
        ("AdaptiveMaxPool", "[Input(3, 4, 7, 5)] [AdaptiveMaxPool(2, 3, 1)]"),
        ("BatchNorm", "[Input(3, 5, 6)] [BatchNorm(Epsilon = 1e-3)]"),
        ("BatchNorm", "[Input(7)] [BatchNorm(Affine = false)]"),
        ("LayerNorm", "[Input(3, 5, 6)] [LayerNorm]"),
        ("LayerNorm", "[Input(9)] [LayerNorm(Affine = false, Epsilon = 1e-3)]"),
        ("GroupNorm", "[Input(6, 5, 4)] [GroupNorm(3)]"),
        ("GroupNorm", "[Input(6, 9)] [GroupNorm(2, Affine = false)]"),
        ("GroupNorm", "[Input(12)] [GroupNorm(3)]"),
        ("InstanceNorm", "[Input(3, 5, 6)] [InstanceNorm]"),
        ("InstanceNorm", "[Input(3, 9)] [InstanceNorm(Affine = true, Epsilon = 1e-2)]"),
        ("LocalResponseNorm", "[Input(8, 4, 5)] [LocalResponseNorm(5, Alpha = 0.5, K = 2)]"),
        ("LocalResponseNorm", "[Input(8, 4, 5)] [LocalResponseNorm(4, Alpha = 0.5, Beta = 0.6)]"),
        ("LocalResponseNorm", "[Input(9)] [LocalResponseNorm(3, Alpha = 0.5)]"),
        ("Scale", "[Input(3, 5, 6)] [Scale]"),
        ("ReLU", "[Input(3, 5)] [ReLU]"),
        ("ReLU6", "[Input(3, 5)] [Conv(4, 1), ReLU6]"),
        ("LeakyReLU", "[Input(3, 5)] [LeakyReLU]"),
        ("LeakyReLU", "[Input(3, 5)] [LeakyReLU(0.3)]"),
        ("PReLU", "[Input(3, 5, 4)] [PReLU]"),
        ("PReLU", "[Input(3, 5, 4)] [PReLU(PerChannel = true)]"),
        ("PReLU", "[Input(6)] [PReLU(PerChannel = true)]"),
        ("ELU", "[Input(3, 5)] [ELU]"),
        ("ELU", "[Input(3, 5)] [ELU(0.5)]"),
        ("CELU", "[Input(3, 5)] [CELU(0.5)]"),
        ("SELU", "[Input(3, 5)] [SELU]"),
        ("GELU", "[Input(3, 5)] [GELU]"),
        ("GELU", "[Input(3, 5)] [GELU(Tanh = true)]"),
        ("SiLU", "[Input(3, 5)] [SiLU]"),
        ("Mish", "[Input(3, 5)] [Mish]"),
        ("HardSigmoid", "[Input(3, 5)] [HardSigmoid]"),
        ("HardSwish", "[Input(3, 5)] [HardSwish]"),
        ("HardTanh", "[Input(3, 5)] [HardTanh]"),
        ("HardTanh", "[Input(3, 5)] [HardTanh(-0.5, 0.25)]"),
        ("Clip", "[Input(3, 5)] [Clip(-0.25, 0.5)]"),
        ("Sigmoid", "[Input(3, 5)] [Sigmoid]"),
        ("Tanh", "[Input(3, 5)] [Tanh]"),
        ("Softplus", "[Input(3, 5)] [Softplus]"),
        ("Softplus", "[Input(3, 5)] [Softplus(Beta = 2, Threshold = 0.5)]"),
        ("Softsign", "[Input(3, 5)] [Softsign]"),
        ("Softmax", "[Input(3, 5, 2)] [Softmax]"),
        ("LogSoftmax", "[Input(9)] [LogSoftmax]"),
        ("Dropout", "[Input(9)] [Dropout(0.5), ReLU]"),
        ("ChannelDropout", "[Input(3, 5)] [ReLU, ChannelDropout(0.5)]"),
        ("StochasticDepth", "[Input(3, 5)] [ReLU(Name = \"a\"), Tanh, StochasticDepth(0.5), Add(\"a\")]"),
        ("Add", "[Input(3, 5, 4)] [ReLU(Name = \"a\"), Tanh(Name = \"b\"), Sigmoid, Add(\"a\", \"b\")]"),
        ("Add", "[Input(3, 5, 4)] [ReLU(Name = \"a\"), GlobalAvgPool, Flatten, Add(\"a\")]"),
        ("Subtract", "[Input(3, 5, 4)] [ReLU(Name = \"a\"), Tanh, Subtract(\"a\")]"),
        ("Multiply", "[Input(3, 5, 4)] [Tanh(Name = \"a\"), GlobalAvgPool, Sigmoid, Multiply(\"a\", \"a\")]"),
        ("Max", "[Input(3, 5, 4)] [Tanh(Name = \"a\"), LeakyReLU(2), Max(\"a\")]"),
        ("Average", "[Input(3, 5, 4)] [Tanh(Name = \"a\"), Sigmoid(Name = \"b\"), ReLU, Average(\"a\", \"b\")]"),
        ("Concat", "[Input(3, 5, 4)] [Tanh(Name = \"a\"), Conv(2, 1), Concat(\"a\")]"),
        ("Concat", "[Input(3, 5, 4)] [Tanh(Name = \"a\"), Conv(2, 1), Concat(\"a\", Order = ConcatOrder.RunningFirst)]"),
        ("Flatten", "[Input(3, 5, 4)] [Conv(2, 3), Flatten, Linear(3)]"),
        ("Reshape", "[Input(3, 4, 5)] [Reshape(6, 10)]"),
        ("Slice", "[Input(7, 4)] [Slice(2, 3)]"),
        ("ChannelShuffle", "[Input(6, 4, 5)] [ChannelShuffle(3)]"),
        ("ChannelShuffle", "[Input(6)] [ChannelShuffle(2)]"),
        ("PixelShuffle", "[Input(8, 3, 4)] [PixelShuffle(2)]"),
        ("Upsample", "[Input(2, 3, 4)] [Upsample(3)]"),
        ("Upsample", "[Input(2, 5)] [Upsample(2)]"),
        ("Upsample", "[Input(2, 3, 4)] [Upsample(3, Mode = UpsampleMode.Bilinear)]"),
        ("Upsample", "[Input(2, 5)] [Upsample(2, Mode = UpsampleMode.Bilinear)]"),
        ("Upsample", "[Input(2, 3, 4)] [Upsample(2, Mode = UpsampleMode.Bilinear, AlignCorners = true)]"),
        ("Upsample", "[Input(2, 2, 3, 4)] [Upsample(2, Mode = UpsampleMode.Bilinear)]"),
        ("Pad", "[Input(2, 4, 5)] [Pad(1, PadLeft = 3)]"),
        ("Pad", "[Input(2, 4, 5)] [Pad(2, PadMode = PadMode.Reflect)]"),
        ("Pad", "[Input(2, 7)] [Pad(3, PadMode = PadMode.Replicate)]"),
        ("Pad", "[Input(2, 3, 4, 5)] [Pad(2, PadMode = PadMode.Circular)]"),
        ("Crop", "[Input(2, 6, 7)] [Crop(1, 2, 3, 4)]"),
        ("Crop", "[Input(2, 9)] [Crop(2, 5)]"),
        ("Output", "[Input(3, 6, 6)] [Conv(4, 3), Output(\"early\"), ReLU, Linear(5), Output(\"scores\")]"),
        ("", "[Input(3, 5)] [ReLU(Name = \"output\"), Tanh(Name = \"input\"), Output(\"early\"), Sigmoid]"),
        ("", "[Input(3, 5)] [Tanh(Name = \"a\"), Output(\"one\"), Output(\"two\"), ReLU(From = Tensor.Input), Add(\"a\")]"),
        ("", "[Input(3, 6, 6)] [Conv(4, 3, Name = \"features.0\"), BatchNorm(Name = \"features.1\"), ReLU, Conv(4, 3, Pad = 1, Name = \"features.3\"), Add(\"features.1\"), GlobalAvgPool, Linear(2, Name = \"classifier\")]"),
    ];

    public static IReadOnlyList<string> Kinds => [.. All.Select(static item => item.Kind).Distinct()];

    /// <summary>The classes' names and, to be shown, their attributes.</summary>
    public static IEnumerable<(string Name, string Attributes)> Named => All.Select(static (item, place) => ($"Case{place}", item.Attributes));

    /// <summary>All classes, without training code.</summary>
    public static string Source => string.Join("\n", Named.Select(static item => ClassOf(item.Name)));

    /// <summary>What the importer refuses of them, and the operator that it names.</summary>
    public static IReadOnlyDictionary<string, string> NotImported { get; } = new Dictionary<string, string>
    {
        ["Softplus(Beta = 2, Threshold = 0.5"] = "Greater",
        ["LocalResponseNorm(4"] = "Pow",
        ["LpPool(3, 2"] = "Pow",
    };

    public static string ClassOf(string name) => $"{WithoutTraining(Named.Single(item => item.Name == name).Attributes)} public partial class {name};";

    private static string WithoutTraining(string attributes) =>
        attributes.Contains("[Network(", System.StringComparison.Ordinal) ? attributes.Replace("[Network(", "[Network(Training = false, ", System.StringComparison.Ordinal) : "[Network(Training = false)] " + attributes;
}
