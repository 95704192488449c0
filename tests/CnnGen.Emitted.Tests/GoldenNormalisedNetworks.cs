using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>PyTorch's networks with BatchNorm as attributes, with the sizes of a golden case.</summary>
internal static class GoldenNormalisedNetworks
{
    public static string Declare(GoldenCase golden) => golden.Kind == "net.densenet" ? DenseNet(golden) : ResNet(golden);

    /// <summary>A stem and three stages of one block each; the last two halve the plane.</summary>
    private static string ResNet(GoldenCase golden)
    {
        bool isPreactivated = golden.Kind == "net.resnet_preact";
        int[] shape = golden.Shape("input");
        string from = "relu";
        List<string> blocks = [];
        for (int stage = 1; stage <= 3; stage++)
        {
            string block = $"layer{stage}.0";
            blocks.Add(golden.Kind switch
            {
                "net.resnet_basic" => Residual(golden, block, from, stage == 1 ? 1 : 2, ["conv1", "conv2"]),
                "net.resnet_bottleneck" => Residual(golden, block, from, stage == 1 ? 1 : 2, ["conv1", "conv2", "conv3"]),
                _ => Preactivated(golden, block, from, stage == 1 ? 1 : 2),
            });
            from = block;
        }

        return $"""
            {Input(shape)}
            [Network(Fit = Fit.Floor)]
            {Conv(golden, "conv1")} [BatchNorm(Name = "bn1"), ReLU(Name = "relu")]
            {string.Join("\n", blocks)}
            [AvgPool({shape[2] / 4})]
            [Linear(10, Name = "fc")]
            """;
    }

    /// <summary>Convolutions with a normalisation behind each; the stride is at the first filters that see more than a pixel.</summary>
    private static string Residual(GoldenCase golden, string block, string from, int stride, string[] convolutions)
    {
        string strided = convolutions.First(convolution => golden.Shape($"state.{block}.{convolution}.weight")[2] > 1);
        IEnumerable<string> body = convolutions.Select((convolution, index) =>
            $"{Conv(golden, $"{block}.{convolution}", convolution == strided ? stride : 1)} [BatchNorm(Name = \"{block}.bn{index + 1}\")]");
        string last = $"{block}.bn{convolutions.Length}";
        string shortcut = golden.Has($"state.{block}.downsample.0.weight")
            ? $"{Conv(golden, $"{block}.downsample.0", stride, from)} [BatchNorm(Name = \"{block}.downsample.1\"), Add(\"{last}\")]"
            : $"[Add(\"{from}\")]";
        return $"{string.Join(" [ReLU] ", body)} {shortcut} [ReLU(Name = \"{block}\")]";
    }

    /// <summary>Normalisation and ReLU in front of each convolution; a shortcut with filters takes what the first pair gives.</summary>
    private static string Preactivated(GoldenCase golden, string block, string from, int stride)
    {
        string body = $"""
            [BatchNorm(Name = "{block}.bn1"), ReLU(Name = "{block}.activated")] {Conv(golden, $"{block}.conv1", stride)}
            [BatchNorm(Name = "{block}.bn2"), ReLU] {Conv(golden, $"{block}.conv2")}
            """;
        return golden.Has($"state.{block}.shortcut.weight")
            ? $"{body} {Conv(golden, $"{block}.shortcut", stride, $"{block}.activated")} [Add(\"{block}.conv2\", Name = \"{block}\")]"
            : $"{body} [Add(\"{from}\", Name = \"{block}\")]";
    }

    private static string DenseNet(GoldenCase golden)
    {
        int[] shape = golden.Shape("input");
        int layers = golden.Config.GetProperty("net_config").GetProperty("layers").GetInt32();
        return $"""
            {Input(shape)}
            {Conv(golden, "conv0")}
            {Block("block1", "conv0")}
            [BatchNorm(Name = "trans_norm"), ReLU] {Conv(golden, "trans_conv")} [AvgPool(2, Name = "transition")]
            {Block("block2", "transition")}
            [BatchNorm(Name = "norm5"), ReLU, AvgPool({shape[2] / 2})]
            [Linear(10, Name = "classifier")]
            """;

        string Block(string block, string first) => string.Join("\n", Enumerable.Range(0, layers).Select(index => $"""
            [BatchNorm(Name = "{block}.{index}.norm1"), ReLU] {Conv(golden, $"{block}.{index}.conv1")}
            [BatchNorm(Name = "{block}.{index}.norm2"), ReLU] {Conv(golden, $"{block}.{index}.conv2")}
            [Concat("{(index == 0 ? first : $"{block}.{index - 1}")}", Name = "{block}.{index}")]
            """));
    }

    /// <summary>A convolution without a bias that keeps the plane but for its stride.</summary>
    private static string Conv(GoldenCase golden, string name, int stride = 1, string? from = null)
    {
        int[] weight = golden.Shape($"state.{name}.weight");
        return $"[Conv({weight[0]}, {weight[2]}, Stride = {stride}, Pad = {weight[2] / 2}, Bias = false, Name = \"{name}\"{(from is null ? "" : $", From = \"{from}\"")})]";
    }

    private static string Input(int[] shape) => $"[Input({string.Join(", ", shape.Skip(1))})]";
}
