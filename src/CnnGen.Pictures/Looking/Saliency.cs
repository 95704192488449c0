using System;

namespace CnnGen.Pictures;

/// <summary>Which elements of an image a score depends on most. Simonyan, Vedaldi and Zisserman, 2013.</summary>
public static class Saliency
{
    // Two programs of one network differ in the order of their sums.
    private const double Tolerance = 1e-3;

    /// <summary>Maps |d score / d x| of a class's score, the largest over the channels.</summary>
    /// <remarks>
    /// The gradient is the training graph's, of one sample. What a network computes in training must be what Forward computes: BatchNorm and
    /// dropout compute something else there, and the gradient would be that of another function.
    /// </remarks>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network, which nobody else runs or trains meanwhile. It stays as it is.</param>
    /// <param name="sample">The image.</param>
    /// <param name="label">The class.</param>
    /// <returns>A value for each place of the image.</returns>
    /// <exception cref="ArgumentException">The sample has another length than the network's input, or that is of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="NotSupportedException">The network computes something else in training.</exception>
    /// <exception cref="InvalidOperationException">It cannot be trained on one sample: BatchNorm of a single value.</exception>
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
        float[] expected = new float[T.OutputLength];
        float[] outputs = new float[T.OutputLength];
        float[] gradient = new float[T.InputLength];
        network.Forward(sample, expected);
        using TrainingGraph graph = network.CreateTrainingGraph(batchSize: 1);

        // Running estimates are among the weights, and training moves them.
        float[] weights = graph.PackedWeights.ToArray();
        try
        {
            graph.Forward(sample, outputs);
            CheckSame<T>(expected, outputs);
            outputs.AsSpan().Clear();
            outputs[label] = 1;
            graph.Backward(outputs, gradient);
        }
        finally
        {
            if (!graph.PackedWeights.SequenceEqual(weights))
            {
                weights.CopyTo(graph.PackedWeights);
                graph.WeightsChanged();
            }
        }

        return gradient;
    }

    private static void CheckSame<T>(ReadOnlySpan<float> expected, ReadOnlySpan<float> outputs)
        where T : class, INetwork<T>
    {
        double scale = 1;
        double difference = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs((double)expected[i] - outputs[i]));
        }

        if (difference > Tolerance * scale)
        {
            throw new NotSupportedException(
                $"{T.Info.Name} computes something else in training than in Forward, as with BatchNorm or dropout; the training graph's gradient is not that of its scores");
        }
    }
}
