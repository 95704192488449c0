using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Architectures;

[Network(Training = false)]
[Input(256, 28, 28)]
[Conv(256, 3, Pad = 1, Bias = false), ReLU]
[Conv(256, 3, Pad = 1, Bias = false), Add(Tensor.Input), ReLU]
internal partial class BasicBlock;

[Network(Training = false)]
[Input(256, 28, 28)]
[Conv(64, 1, Bias = false), ReLU]
[Conv(64, 3, Pad = 1, Bias = false), ReLU]
[Conv(256, 1, Bias = false), Add(Tensor.Input), ReLU]
internal partial class BottleneckBlock;

[Network(Training = false)]
[Input(4, 6, 6)]
[Conv(4, 3, Pad = 1, Bias = false), ReLU]
[Conv(4, 3, Pad = 1, Bias = false), Add(Tensor.Input)]
internal partial class SmallBlock;

/// <summary>He, Zhang, Ren and Sun 2015: ResNet's blocks.</summary>
internal sealed class ResidualChapter() : Chapter("residual", "ResNet's blocks (2015)")
{
    public override IReadOnlyList<Mistake> Mistakes { get; } =
    [
        new Mistake(
            "[Input(64, 28, 28), Conv(128, 3, Pad = 1), Add(Tensor.Input)]",
            "CNN015",
            "Add cannot join 128x28x28 (conv1) with 64x28x28 (input): channels 128 is not 64; the shapes must be equal; "
            + "filters = 64 of conv1 mends it, and so does Conv(128, 1, From = Tensor.Input) in front of it"),
    ];

    /// <summary>The farthest that an output of a block whose weights are all zero lies from its input.</summary>
    public static float DistanceFromIdentity()
    {
        float[] input = Networks.RandomNumbers(SmallBlock.InputLength, seed: 1);
        float[] zeros = new float[SmallBlock.ParameterCount / 2];
        float[] output = Networks.Outputs<SmallBlock>(input, zeros, zeros);
        return input.Zip(output, (before, after) => Math.Abs(before - after)).Max();
    }

    protected override void Tell(Page page)
    {
        page.Text("A block adds its input to what its layers make of it: F(x) + x. To do nothing it only has to learn zeros. "
            + $"With all weights zero its output differs from its input by {DistanceFromIdentity()}.");
        page.Text("Deep ResNets narrow 256 channels to 64 with 1x1 filters, look around, and widen them again:");
        page.Networks(BasicBlock.Info, BottleneckBlock.Info);
        page.Text("What is added must have the same shape:");
        page.CompileError(Mistakes[0]);
    }
}
