using System;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>See <see cref="Loss.SoftmaxCrossEntropy"/>.</summary>
internal sealed class SoftmaxCrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    public override double Compute(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int classes, Span<float> gradient)
    {
        Check(outputs, labels, classes, gradient);
        double loss = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            int first = sample * classes;
            loss += ComputeSample(outputs.Slice(first, classes), labels[sample], labels.Length, gradient.Slice(first, classes));
        }

        return loss / labels.Length;
    }

    private static double ComputeSample(ReadOnlySpan<float> scores, int label, int samples, Span<float> gradient)
    {
        // Shifted so that the highest score is 0: no exponential overflows, and their sum is at least 1.
        float highest = Highest(scores);

        // Read now, because the gradient may take the scores' place.
        double distance = highest - (double)scores[label];
        for (int c = 0; c < gradient.Length; c++)
        {
            gradient[c] = scores[c] - highest;
        }

        ref float shifted = ref MemoryMarshal.GetReference(gradient);
        Activations.NegativeExp(ref shifted, ref shifted, gradient.Length);
        return distance + Normalize(gradient, label, samples);
    }

    private static float Highest(ReadOnlySpan<float> scores)
    {
        float highest = scores[0];
        foreach (float score in scores)
        {
            highest = score > highest ? score : highest;
        }

        return highest;
    }

    /// <summary>Turns one sample's exponentials into its gradient.</summary>
    /// <returns>The logarithm of their sum.</returns>
    private static double Normalize(Span<float> exponentials, int label, int samples)
    {
        // In double and in the order of the classes: the same sum whatever the width of a vector.
        double others = Sum(exponentials[(label + 1)..], Sum(exponentials[..label], 0));
        double sum = others + exponentials[label];
        float scale = (float)(1 / (sum * samples));
        foreach (ref float exponential in exponentials)
        {
            exponential *= scale;
        }

        // p - 1 = -(the others' share), which keeps its digits where p is close to 1.
        exponentials[label] = (float)(-others / (sum * samples));
        return Math.Log(sum);
    }

    private static double Sum(ReadOnlySpan<float> values, double sum)
    {
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
