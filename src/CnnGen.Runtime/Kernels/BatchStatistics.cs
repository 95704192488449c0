using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>What a batch gives from its shards' sums, always in the order of the shards. For generated code.</summary>
/// <remarks>A shard has the samples from samples * shard / shards on, as <see cref="TrainingGraph"/> cuts a batch.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchStatistics
{
    /// <summary>Mean and deviation of each channel, and their running estimates.</summary>
    /// <remarks>
    /// Moments of parts are combined by Chan, Golub and LeVeque 1979, "Updating Formulae and a Pairwise Algorithm for Computing Sample
    /// Variances". As PyTorch does, the batch is normalised by the biased variance and the running one takes the unbiased.
    /// </remarks>
    /// <param name="moments">The first shard's means, then its sums of squared differences.</param>
    /// <param name="shardFloats">Floats from a shard's to the next's.</param>
    /// <param name="shards">The batch's shards; while they are evaluated, the statistics are the running estimates, which stay.</param>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="pixels">Elements of a channel in one sample.</param>
    /// <param name="channels">Channels, in whole blocks.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">The share of the new value in a running estimate.</param>
    /// <param name="statistics">Receives the means, then 1 / sqrt(variance + epsilon).</param>
    /// <param name="runningMean">The running means.</param>
    /// <param name="runningVariance">The running variances.</param>
    /// <param name="count">The number of batches seen.</param>
    /// <exception cref="InvalidOperationException">The batch has a single value a channel, which has no variance.</exception>
    public static void Combine(
        ref float moments,
        int shardFloats,
        BatchShards shards,
        int samples,
        int pixels,
        int channels,
        double epsilon,
        double momentum,
        ref float statistics,
        ref float runningMean,
        ref float runningVariance,
        ref float count)
    {
        if (samples == 0)
        {
            return;
        }

        if (shards.AreEvaluated)
        {
            TakeEstimates(channels, epsilon, ref statistics, ref runningMean, ref runningVariance);
            return;
        }

        if ((long)samples * pixels < 2)
        {
            throw new InvalidOperationException("BatchNorm needs more than one value a channel to train; the batch has one sample of one element");
        }

        for (int channel = 0; channel < channels; channel++)
        {
            double total = 0;
            double mean = 0;
            double squares = 0;
            for (int shard = 0; shard < shards.Count; shard++)
            {
                double values = (double)SamplesOf(shard, shards.Count, samples) * pixels;
                if (values == 0)
                {
                    continue;
                }

                ref float part = ref Unsafe.Add(ref moments, ((nint)shard * shardFloats) + channel);
                double difference = part - mean;
                double sum = total + values;
                mean += difference * values / sum;
                squares += Unsafe.Add(ref part, channels) + (difference * difference * total * values / sum);
                total = sum;
            }

            Unsafe.Add(ref statistics, channel) = (float)mean;
            Unsafe.Add(ref statistics, channels + channel) = (float)(1 / Math.Sqrt((squares / total) + epsilon));
            Update(ref Unsafe.Add(ref runningMean, channel), mean, momentum);
            Update(ref Unsafe.Add(ref runningVariance, channel), squares / (total - 1), momentum);
        }

        count++;
    }

    /// <summary>The means over the batch of what shards have summed.</summary>
    /// <param name="sums">The first shard's sums.</param>
    /// <param name="shardFloats">Floats from a shard's to the next's.</param>
    /// <param name="shards">The batch's shards; while they are evaluated, the statistics do not depend on the batch, and what a gradient loses by them is 0.</param>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="pixels">Elements of a channel in one sample.</param>
    /// <param name="length">Sums of a shard.</param>
    /// <param name="means">Receives the means.</param>
    public static void Mean(ref float sums, int shardFloats, BatchShards shards, int samples, int pixels, int length, ref float means)
    {
        if (shards.AreEvaluated)
        {
            MemoryMarshal.CreateSpan(ref means, length).Clear();
            return;
        }

        double values = (double)samples * pixels;
        for (int index = 0; index < length; index++)
        {
            double sum = 0;
            for (int shard = 0; shard < shards.Count; shard++)
            {
                sum += Unsafe.Add(ref sums, ((nint)shard * shardFloats) + index);
            }

            Unsafe.Add(ref means, index) = (float)(sum / values);
        }
    }

    private static void TakeEstimates(int channels, double epsilon, ref float statistics, ref float runningMean, ref float runningVariance)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            Unsafe.Add(ref statistics, channel) = Unsafe.Add(ref runningMean, channel);
            Unsafe.Add(ref statistics, channels + channel) = (float)(1 / Math.Sqrt(Unsafe.Add(ref runningVariance, channel) + epsilon));
        }
    }

    private static int SamplesOf(int shard, int shards, int samples) =>
        (int)(((long)samples * (shard + 1) / shards) - ((long)samples * shard / shards));

    private static void Update(ref float running, double value, double momentum) => running = (float)(((1 - momentum) * running) + (momentum * value));
}
