using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Training;

[Input(1), BatchNorm]
internal partial class Normalised;

[Network(Training = false)]
[Input(1, 4, 4)]
[Conv(1, 3, Bias = false), BatchNorm]
internal partial class NormalisedConvolution;

[Network(Training = false)]
[Input(1, 4, 4)]
[Conv(1, 3)]
internal partial class FoldedConvolution;

/// <summary>A batch of four numbers normalised, and a normalisation that a convolution takes in.</summary>
internal sealed class BatchNormChapter() : Chapter("batch-norm", "Batch normalisation")
{
    private const float Scale = 2;
    private const float Shift = 1;
    private const float Mean = 3;
    private const float Variance = 4;
    private const float Epsilon = 1e-5f;

    /// <summary>A batch of one feature.</summary>
    public static float[] Batch => [1, 2, 3, 4];

    /// <summary>The batch normalised as in training, and the running mean and variance after that step.</summary>
    public static (float[] Output, float RunningMean, float RunningVariance) TrainingStep()
    {
        using Normalised network = Normalised.Create(seed: 1);
        using TrainingGraph graph = network.CreateTrainingGraph(Batch.Length);
        float[] output = new float[Batch.Length];
        graph.Forward(Batch, output);
        return (output, network.Parameters["bn1.running_mean"].Value[0], network.Parameters["bn1.running_var"].Value[0]);
    }

    /// <summary>What a convolution and a normalisation make of numbers, and what one convolution does whose weights took the normalisation in.</summary>
    public static (float[] Apart, float[] Folded) Folding()
    {
        float[] image = Networks.CountingNumbers(NormalisedConvolution.InputLength);
        float[] weights = [0, 1, 0, 1, -3, 1, 0, 1, 0];
        float[] apart = Networks.Outputs<NormalisedConvolution>(image, weights, [Scale], [Shift], [Mean], [Variance]);
        float factor = Scale / MathF.Sqrt(Variance + Epsilon);
        IEnumerable<float> folded = weights.Select(weight => weight * factor);
        return (apart, Networks.Outputs<FoldedConvolution>(image, [.. folded], [Shift - (Mean * factor)]));
    }

    protected override void Tell(Page page)
    {
        (float[] output, float runningMean, float runningVariance) = TrainingStep();
        page.Text("While training, each channel is brought to mean 0 and variance 1 over the batch. The batch (1, 2, 3, 4) has mean 2.5 and variance 1.25:");
        page.Formulas($"(1 - 2.5) / sqrt(1.25) = {output[0]:0.000}");
        page.Matrices(new Matrix("batch", 4, Batch), new Matrix("normalised", 4, output));
        page.Text("For inference a tenth of the batch's mean and variance (by 3 in place of 4: 1.667) goes into running estimates, which begin with 0 and 1:");
        page.Formulas($"mean      0.9 * 0 + 0.1 * 2.5   = {runningMean:0.0000}", $"variance  0.9 * 1 + 0.1 * 1.667 = {runningVariance:0.0000}");
        page.Text($"In inference it is linear, and a convolution in front can take it in. With scale {Scale}, shift {Shift}, mean {Mean} "
            + $"and variance {Variance} its weights "
            + $"become w * {Scale} / sqrt({Variance}), and its bias {Shift} - {Mean} * {Scale} / sqrt({Variance}):");
        page.Networks(NormalisedConvolution.Info, FoldedConvolution.Info);
        (float[] apart, float[] folded) = Folding();
        page.Matrices(new Matrix("convolution, then normalisation", 2, apart), new Matrix("one convolution", 2, folded));
        page.Text("The compiler does that by itself: in Forward a normalisation behind a convolution costs nothing.");
    }
}
