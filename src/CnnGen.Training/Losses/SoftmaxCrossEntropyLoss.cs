using System;
using System.Numerics;
using System.Runtime.InteropServices;

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
            ReadOnlySpan<float> scores = outputs.Slice(sample * classes, classes);
            float highest = Highest(scores);
            loss += highest - (double)scores[labels[sample]];
            Span<float> shifted = gradient.Slice(sample * classes, classes);
            for (int c = 0; c < shifted.Length; c++)
            {
                shifted[c] = scores[c] - highest;
            }
        }

        // The highest score of each sample is 0 now, so no exponential overflows and each sum is at least 1.
        Exponentials(gradient);
        for (int sample = 0; sample < labels.Length; sample++)
        {
            loss += Normalize(gradient.Slice(sample * classes, classes), labels[sample], labels.Length);
        }

        return loss / labels.Length;
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

    /// <summary>x = e^x</summary>
    private static void Exponentials(Span<float> values)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.Exp(vectors[i]);
        }

        // The vector's exponential also for the rest: the platform's own may differ in the last bit from machine to machine.
        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            values[i] = Vector.Exp(new Vector<float>(values[i]))[0];
        }
    }

    /// <summary>Turns one sample's exponentials into its gradient.</summary>
    /// <returns>The logarithm of their sum.</returns>
    private static double Normalize(Span<float> exponentials, int label, int samples)
    {
        // In double and in the order of the classes: the same sum whatever the width of a vector.
        double others = 0;
        for (int c = 0; c < exponentials.Length; c++)
        {
            others += c == label ? 0 : exponentials[c];
        }

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
}
