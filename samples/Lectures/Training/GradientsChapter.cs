using CnnGen;
using Lectures.Arithmetic;
using Lectures.Screen;

namespace Lectures.Training;

[Input(1, 4, 4)]
[Conv(1, 3, Bias = false)]
internal partial class TrainedFilter;

[Input(1, 4, 4)]
[MaxPool(2)]
internal partial class TrainedPool;

/// <summary>Backward passes, small enough to follow by hand.</summary>
internal sealed class GradientsChapter() : Chapter("gradients", "Gradients of a convolution and of a pool")
{
    /// <summary>The derivative of the loss by each output: different numbers, to tell them apart.</summary>
    public static float[] OutputGradient => Networks.CountingNumbers(4);

    /// <summary>The convolution's gradients by its weights and by its input; input and weights are counting numbers.</summary>
    public static (float[] Weights, float[] Input) OfConvolution()
    {
        using TrainedFilter network = Networks.WithParameters<TrainedFilter>(Networks.CountingNumbers(9));
        using TrainingGraph graph = network.CreateTrainingGraph(batchSize: 1);
        float[] inputGradient = Backward(graph, Networks.CountingNumbers(16), OutputGradient);
        return (graph.Gradients[0].Value, inputGradient);
    }

    /// <summary>The pool's gradient by its input, the lectures' matrix.</summary>
    public static float[] OfPool()
    {
        using TrainedPool network = TrainedPool.Create(seed: 1);
        using TrainingGraph graph = network.CreateTrainingGraph(batchSize: 1);
        return Backward(graph, PoolingChapter.Input, OutputGradient);
    }

    protected override void Tell(Page page)
    {
        (float[] weights, float[] input) = OfConvolution();
        page.Text("A 3x3 filter on a 4x4 image has four outputs. Say the loss's derivative by them is 1, 2, 3, 4.");
        page.Matrices(
            new Matrix("image", 4, Networks.CountingNumbers(16)), new Matrix("filter", 3, Networks.CountingNumbers(9)), new Matrix("output gradient", 2, OutputGradient));
        page.Text("A weight's gradient is the sum over the outputs of the pixel it met, times the output's gradient: the image under the gradient as a filter. "
            + "A pixel's gradient is the sum of the weights it met: a copy of the filter for each output, as in a transposed convolution.");
        page.Matrices(new Matrix("gradient of the filter", 3, weights), new Matrix("gradient of the image", 4, input));
        page.Formulas($"first weight  1*1 + 2*2 + 3*5 + 4*6 = {weights[0]}", $"first pixel   1*1 = {input[0]}", $"second pixel  1*2 + 2*1 = {input[1]}");
        page.Text("A max pool passes each gradient to the largest number of its window, and nothing to the others:");
        page.Matrices(new Matrix("input", 4, PoolingChapter.Input), new Matrix("output gradient", 2, OutputGradient), new Matrix("input gradient", 4, OfPool()));
    }

    private static float[] Backward(TrainingGraph graph, float[] input, float[] outputGradient)
    {
        float[] inputGradient = new float[input.Length];
        graph.Forward(input, new float[outputGradient.Length]);
        graph.Backward(outputGradient, inputGradient);
        return inputGradient;
    }
}
