using System;

namespace CnnGen.Pictures;

/// <summary>Where a network looks: what becomes of a class when a patch hides a part of the image. Zeiler and Fergus, 2013.</summary>
public static class Occlusion
{
    // Networks go through up to so many samples side by side.
    private const int BatchSamples = 32;

    /// <summary>Slides a patch over an image and maps the class's probability at each place: low where the patch hides what tells the class.</summary>
    /// <remarks>
    /// The image is cut into cells of <paramref name="stride"/> x <paramref name="stride"/> elements, the last ones cut off at its end; the patch
    /// lies with its middle on a cell's, and ends where the image does. The probability is the softmax of the network's outputs.
    /// </remarks>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network, which nobody else runs meanwhile.</param>
    /// <param name="sample">The image.</param>
    /// <param name="label">The class.</param>
    /// <param name="patch">The patch's side, in elements; a patch over a sequence is as long.</param>
    /// <param name="stride">How far the patch goes from place to place, in elements.</param>
    /// <param name="fill">What the patch consists of: the middle grey of images from 0 to 1 if not given; 0 for images that are centred.</param>
    /// <param name="outputsAreProbabilities">Whether the network's outputs are probabilities already, as those of one that ends in a Softmax layer.</param>
    /// <returns>A value for each cell.</returns>
    /// <exception cref="ArgumentException">The sample has another length than the network's input, or that is of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or a size is below 1.</exception>
    public static HeatMap Map<T>(
        T network, ReadOnlySpan<float> sample, int label, int patch, int stride = 1, float fill = 0.5f, bool outputsAreProbabilities = false)
        where T : class, INetwork<T>
    {
        ImageShape image = NetworkSample.Check(network, sample, label);
        ArgumentOutOfRangeException.ThrowIfLessThan(patch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        int rows = (image.Height - 1) / stride + 1;
        int columns = (image.Width - 1) / stride + 1;
        float[] map = new float[rows * columns];
        float[] inputs = new float[checked(Math.Min(BatchSamples, map.Length) * T.InputLength)];
        float[] outputs = new float[checked(Math.Min(BatchSamples, map.Length) * T.OutputLength)];
        for (int first = 0; first < map.Length; first += BatchSamples)
        {
            int places = Math.Min(BatchSamples, map.Length - first);
            for (int i = 0; i < places; i++)
            {
                Span<float> input = inputs.AsSpan(i * T.InputLength, T.InputLength);
                sample.CopyTo(input);
                Span top = Covered((first + i) / columns, stride, patch, image.Height);
                Span left = Covered((first + i) % columns, stride, patch, image.Width);
                Hide(input, image, top, left, fill);
            }

            network.Forward(inputs.AsSpan(0, places * T.InputLength), outputs.AsSpan(0, places * T.OutputLength));
            for (int i = 0; i < places; i++)
            {
                ReadOnlySpan<float> scores = outputs.AsSpan(i * T.OutputLength, T.OutputLength);
                map[first + i] = outputsAreProbabilities ? scores[label] : Probability(scores, label);
            }
        }

        return new HeatMap(map, rows, columns);
    }

    private static Span Covered(int cell, int stride, int patch, int size)
    {
        // Rounded down where the two middles cannot be one.
        int first = (cell * stride) + (int)Math.Floor((stride - patch) / 2.0);
        return new Span(Math.Max(0, first), Math.Min(size, first + patch));
    }

    private static void Hide(Span<float> input, ImageShape image, Span rows, Span columns, float fill)
    {
        for (int channel = 0; channel < image.Channels; channel++)
        {
            for (int y = rows.First; y < rows.End; y++)
            {
                int row = (channel * image.PlaneLength) + (y * image.Width);
                input[(row + columns.First)..(row + columns.End)].Fill(fill);
            }
        }
    }

    private static float Probability(ReadOnlySpan<float> scores, int label)
    {
        double sum = 0;
        foreach (float score in scores)
        {
            sum += Math.Exp((double)score - scores[label]);
        }

        return (float)(1 / sum);
    }

    /// <summary>The elements of an axis that a patch hides.</summary>
    private readonly record struct Span(int First, int End);
}
