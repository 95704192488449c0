using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Channels as rows and columns, and rows and columns as channels.</summary>
internal static class Rearrangements
{
    /// <summary>The order of PyTorch's shuffle; null for TensorFlow's.</summary>
    public static OnnxNetwork? DepthToSpace(OnnxCase recorded) => recorded.Node.Text("mode", "DCR") == "CRD"
        ? OnnxNetwork.Of(recorded, $"PixelShuffle({recorded.Node.Integer("blocksize", 1)})")
        : null;

    /// <summary>As PyTorch writes it: two axes of the channels moved behind the rows and the columns.</summary>
    public static OnnxNetwork? PixelShuffle(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        int scale = recorded.Outputs[0].Shape[^1] / x.Shape[^1];
        int[] split = [x.Shape[0], x.Shape[1] / (scale * scale), scale, scale, x.Shape[2], x.Shape[3]];
        int[] order = [0, 1, 4, 2, 5, 3];
        return recorded.Node.Input(1).Integers.SequenceEqual(split) && recorded.Nodes[1].Integers("perm")!.SequenceEqual(order)
            ? OnnxNetwork.Of(recorded, $"PixelShuffle({scale})")
            : null;
    }

    /// <summary>A window's elements as channels: a convolution of which each filter has a 1 at one of them.</summary>
    public static OnnxNetwork SpaceToDepth(OnnxCase recorded)
    {
        int channels = recorded.X.Shape[1];
        int size = recorded.Node.Integer("blocksize", 1);
        int taps = size * size;
        float[] weight = new float[channels * taps * channels * taps];
        for (int tap = 0; tap < taps; tap++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                int filter = (tap * channels) + channel;
                weight[(((filter * channels) + channel) * taps) + tap] = 1;
            }
        }

        return OnnxNetwork.Of(recorded, $"Conv({channels * taps}, {size}, Stride = {size}, Bias = false, Name = \"conv\")")
            .WithPrepared("conv", ("weight", weight));
    }
}
