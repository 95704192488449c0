using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>PyTorch's networks that were written with modules of modules, as attributes with blocks, with the sizes of a golden case.</summary>
internal static class GoldenBlockNetworks
{
    /// <summary>The blocks that the networks are made of.</summary>
    public const string Blocks = """
        /// <summary>MobileNet's two convolutions, numbered as torch.nn.Sequential does.</summary>
        [Prefix("")]
        [Layers("DepthwiseConv(3, Stride = Stride, Pad = 1, Bias = false, Name = $'features.{place}.0'), BatchNorm(Name = $'features.{place}.1'), ReLU6")]
        [Layers("Conv(filters, 1, Bias = false, Name = $'features.{place + 1}.0'), BatchNorm(Name = $'features.{place + 1}.1'), ReLU6")]
        public sealed class SeparableAttribute(int place, int filters) : BlockAttribute
        {
            public int Stride { get; set; } = 1;
        }

        /// <summary>Squeeze and excitation, with 1x1 convolutions.</summary>
        [Layers("GlobalAvgPool, Conv(squeezed, 1, Name = 'fc1'), ReLU, Conv(input.channels, 1, Name = 'fc2'), IsHard ? HardSigmoid : Sigmoid")]
        [Multiply(Tensor.Input)]
        public sealed class SqueezeAttribute(int squeezed) : BlockAttribute
        {
            public bool IsHard { get; set; }
        }

        /// <summary>MobileNetV3's inverted residual.</summary>
        [Layers("Conv(expanded, 1, Bias = false, Name = 'expand.0'), BatchNorm(Name = 'expand.1'), IsRectified ? ReLU : HardSwish")]
        [Layers("DepthwiseConv(kernel, Stride = Stride, Pad = kernel / 2, Bias = false, Name = 'dw.0'), BatchNorm(Name = 'dw.1'), IsRectified ? ReLU : HardSwish")]
        [Layers("Squeeze(expanded / 4, IsHard = true, Name = 'se')", When = "IsSqueezed")]
        [Layers("Conv(filters, 1, Bias = false, Name = 'project.0'), BatchNorm(Name = 'project.1')")]
        [Layers("Add(Tensor.Input)", When = "Stride == 1 && filters == input.channels")]
        public sealed class InvertedAttribute(int expanded, int kernel, int filters) : BlockAttribute
        {
            public int Stride { get; set; } = 1;

            public bool IsRectified { get; set; }

            public bool IsSqueezed { get; set; } = true;
        }
        """;

    private const string ShuffleNet = """
        [Network(Fit = Fit.Floor)]
        [Conv(16, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm(Name = "bn1"), ReLU(Name = "stem")]
        [Conv(16, 1, Groups = 2, Bias = false, Name = "gconv1"), BatchNorm(Name = "bn2"), ReLU, ChannelShuffle(2)]
        [DepthwiseConv(3, Pad = 1, Bias = false, Name = "dw"), BatchNorm(Name = "bn3")]
        [Conv(16, 1, Groups = 2, Bias = false, Name = "gconv2"), BatchNorm(Name = "bn4"), Add("stem"), ReLU]
        [GlobalAvgPool, Linear(10, Name = "fc")]
        """;

    private const string UNet = """
        [Conv(6, 3, Pad = 1, Name = "enc1"), LeakyReLU(0.1, Name = "same"), MaxPool(2)]
        [Conv(12, 3, Pad = 1, Name = "enc2"), LeakyReLU(0.1)]
        [ConvTranspose(6, 2, Stride = 2, Name = "up"), Concat("up", From = "same")]
        [Conv(6, 3, Pad = 1, Name = "dec"), LeakyReLU(0.1)]
        [Conv(1, 1, Name = "head")]
        """;

    public static string Declare(GoldenCase golden) => $"[Input({string.Join(", ", golden.Shape("input").Skip(1))})] " + golden.Kind switch
    {
        "net.mobilenet_v1_like" => MobileNetV1(golden.Shape("state.features.0.0.weight")[0]),
        "net.mobilenet_v3_like" => MobileNetV3(golden.Shape("state.stem.weight")[0]),
        "net.se_block" => SqueezeAndExcitation(golden.Shape("state.conv1.weight")[0], golden.Shape("state.se.fc1.weight")[0]),
        "net.shufflenet_like" => ShuffleNet,
        _ => UNet,
    };

    private static string MobileNetV1(int width) => $"""
        [Network(Fit = Fit.Floor)]
        [Conv({width}, 3, Stride = 2, Pad = 1, Bias = false, Name = "features.0.0"), BatchNorm(Name = "features.0.1"), ReLU6]
        [Separable(1, {2 * width}), Separable(3, {4 * width}, Stride = 2), Separable(5, {4 * width}), Separable(7, {6 * width}, Stride = 2)]
        [GlobalAvgPool, Linear(10, Name = "classifier")]
        """;

    private static string MobileNetV3(int width) => $"""
        [Network(Fit = Fit.Floor)]
        [Conv({width}, 3, Stride = 2, Pad = 1, Bias = false, Name = "stem"), BatchNorm(Name = "stem_bn"), HardSwish]
        [Inverted({2 * width}, 3, {width}, IsRectified = true, Name = "b1")]
        [Inverted({3 * width}, 5, {2 * width}, Stride = 2, Name = "b2")]
        [Inverted({4 * width}, 3, {2 * width}, IsSqueezed = false, Name = "b3")]
        [GlobalAvgPool, Linear(10, Name = "fc")]
        """;

    private static string SqueezeAndExcitation(int channels, int squeezed) => $"""
        [Conv({channels}, 3, Pad = 1, Bias = false), BatchNorm(Name = "bn1"), ReLU(Name = "stem")]
        [Conv({channels}, 3, Pad = 1, Bias = false), BatchNorm(Name = "bn2"), Squeeze({squeezed}, Name = "se"), Add("stem"), ReLU]
        [MaxPool(2), GlobalAvgPool, Linear(10, Name = "fc")]
        """;
}
