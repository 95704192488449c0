using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>What one sample gives from its channels' sums, where several channels are normalised together. For generated code.</summary>
/// <remarks>Numbers come two a channel: those of all channels, in whole blocks of 16, then the second ones.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleStatistics
{
    private const int Block = 16;

    /// <summary>Mean and deviation of channels that are normalised together.</summary>
    /// <param name="moments">Each channel's mean, then its sum of squared differences from it.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="together">Channels that are normalised together, which divide them.</param>
    /// <param name="elements">Elements of a channel.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="statistics">Receives for each channel the mean, then 1 / sqrt(variance + epsilon), of those together with it; zeros behind the last channel.</param>
    public static void Combine(ref float moments, int channels, int together, int elements, double epsilon, ref float statistics)
    {
        int second = InBlocks(channels);
        for (int first = 0; first < channels; first += together)
        {
            double mean = 0;
            for (int channel = first; channel < first + together; channel++)
            {
                mean += Unsafe.Add(ref moments, channel);
            }

            mean /= together;
            double squares = 0;
            for (int channel = first; channel < first + together; channel++)
            {
                double difference = Unsafe.Add(ref moments, channel) - mean;
                squares += Unsafe.Add(ref moments, second + channel) + (elements * difference * difference);
            }

            double deviation = 1 / Math.Sqrt((squares / ((double)together * elements)) + epsilon);
            Fill(ref statistics, second, first, together, mean, deviation);
        }

        Fill(ref statistics, second, channels, second - channels, 0, 0);
    }

    /// <summary>The means of weighted sums over channels that are normalised together.</summary>
    /// <param name="sums">Each channel's sum of dy, then of dy times the normalised x.</param>
    /// <param name="weight">Each channel's weight, or a null reference.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="together">Channels that are normalised together, which divide them.</param>
    /// <param name="elements">Elements of a channel.</param>
    /// <param name="means">Receives both means for each channel; zeros behind the last one.</param>
    public static void Mean(ref float sums, ref float weight, int channels, int together, int elements, ref float means)
    {
        int second = InBlocks(channels);
        double count = (double)together * elements;
        for (int first = 0; first < channels; first += together)
        {
            double gradient = 0;
            double product = 0;
            for (int channel = first; channel < first + together; channel++)
            {
                double factor = Unsafe.IsNullRef(ref weight) ? 1 : Unsafe.Add(ref weight, channel);
                gradient += factor * Unsafe.Add(ref sums, channel);
                product += factor * Unsafe.Add(ref sums, second + channel);
            }

            Fill(ref means, second, first, together, gradient / count, product / count);
        }

        Fill(ref means, second, channels, second - channels, 0, 0);
    }

    /// <summary>The gradients by each channel's weight and bias: what a shard's samples have summed.</summary>
    /// <param name="sums">The first sample's sums of dy, then of dy times the normalised x.</param>
    /// <param name="samples">Samples of the shard.</param>
    /// <param name="sampleFloats">Floats from a sample's sums to the next's.</param>
    /// <param name="channels">Channels, in whole blocks.</param>
    /// <param name="weightGradient">Receives the gradient by the weights.</param>
    /// <param name="biasGradient">Receives the gradient by the biases.</param>
    public static void SumGradients(ref float sums, int samples, int sampleFloats, int channels, ref float weightGradient, ref float biasGradient)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            double gradient = 0;
            double product = 0;
            for (int sample = 0; sample < samples; sample++)
            {
                ref float own = ref Unsafe.Add(ref sums, ((nint)sample * sampleFloats) + channel);
                gradient += own;
                product += Unsafe.Add(ref own, channels);
            }

            Unsafe.Add(ref biasGradient, channel) = (float)gradient;
            Unsafe.Add(ref weightGradient, channel) = (float)product;
        }
    }

    private static int InBlocks(int channels) => (channels + Block - 1) / Block * Block;

    private static void Fill(ref float numbers, int second, int first, int count, double one, double other)
    {
        for (int channel = first; channel < first + count; channel++)
        {
            Unsafe.Add(ref numbers, channel) = (float)one;
            Unsafe.Add(ref numbers, second + channel) = (float)other;
        }
    }
}
