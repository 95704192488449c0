using System;

namespace CnnGen.Pictures;

/// <summary>Which elements of an image a score depends on most. Simonyan, Vedaldi and Zisserman, 2013.</summary>
public static class Saliency
{
    /// <summary>Maps |d score / d x| of a class's score, the largest over the channels.</summary>
    /// <remarks>The score is what Forward gives: BatchNorm normalises by its running estimates, and dropout drops nothing.</remarks>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network, which nobody else runs or trains meanwhile. It stays as it is.</param>
    /// <param name="sample">The image.</param>
    /// <param name="label">The class.</param>
    /// <returns>A value for each place of the image.</returns>
    /// <exception cref="ArgumentException">The sample has another length than the network's input, or that is of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static HeatMap Map<T>(T network, ReadOnlySpan<float> sample, int label)
        where T : class, ITrainableNetwork<T>
    {
        ImageShape image = NetworkSample.Check(network, sample, label);
        float[] gradient = ScoreGradient(network, sample, label);
        float[] map = new float[image.PlaneLength];
        for (int i = 0; i < gradient.Length; i++)
        {
            ref float largest = ref map[i % image.PlaneLength];
            largest = Math.Max(largest, Math.Abs(gradient[i]));
        }

        return new HeatMap(map, image.Height, image.Width);
    }

    private static float[] ScoreGradient<T>(T network, ReadOnlySpan<float> sample, int label)
        where T : class, ITrainableNetwork<T>
    {
        float[] outputs = new float[T.OutputLength];
        float[] gradient = new float[T.InputLength];
        using TrainingGraph graph = network.CreateTrainingGraph(batchSize: 1);
        graph.Mode = GraphMode.Evaluation;
        graph.Forward(sample, outputs);
        outputs.AsSpan().Clear();
        outputs[label] = 1;
        graph.Backward(outputs, gradient);
        return gradient;
    }
}
