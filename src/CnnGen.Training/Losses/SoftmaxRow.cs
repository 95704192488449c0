using System;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>See <see cref="SoftmaxCrossEntropyLoss"/>: one position.</summary>
internal readonly struct SoftmaxRow(SoftmaxCrossEntropyLoss loss, double divisor) : IScoreRow
{
    /// <inheritdoc/>
    public double Add(ReadOnlySpan<float> scores, int label, Span<float> gradient)
    {
        if (label == loss.IgnoredLabel)
        {
            gradient.Clear();
            return 0;
        }

        double weight = LabelWeights.Of(loss.ClassWeights, label);
        return loss.LabelSmoothing == 0
            ? weight * OfLabel(scores, label, divisor / weight, gradient)
            : OfTarget(scores, [], label, gradient);
    }

    /// <inheritdoc/>
    public double Add(ReadOnlySpan<float> scores, ReadOnlySpan<float> target, Span<float> gradient) => OfTarget(scores, target, label: -1, gradient);

    private static double OfLabel(ReadOnlySpan<float> scores, int label, double divisor, Span<float> gradient)
    {
        // Read now, because the gradient may take the scores' place.
        double score = scores[label];
        double distance = Exponentiate(scores, gradient) - score;

        // In double and in the order of the classes: the same sum whatever the width of a vector.
        double others = Sum(gradient[(label + 1)..], Sum(gradient[..label], 0));
        double sum = others + gradient[label];
        Scale(gradient, (float)(1 / (sum * divisor)));

        // p - 1 = -(the others' share), which keeps its digits where p is close to 1.
        gradient[label] = (float)(-others / (sum * divisor));
        return distance + Math.Log(sum);
    }

    private double OfTarget(ReadOnlySpan<float> scores, ReadOnlySpan<float> target, int label, Span<float> gradient)
    {
        // The targets' sum and their product with the scores, before the gradient may take the scores' place.
        double total = 0;
        double product = 0;
        float highest = Highest(scores);
        for (int c = 0; c < scores.Length; c++)
        {
            double share = Target(target, label, c, scores.Length);
            total += share;
            product += share == 0 ? 0 : share * (highest - (double)scores[c]);
        }

        Exponentiate(scores, gradient);
        double sum = Sum(gradient, 0);
        for (int c = 0; c < gradient.Length; c++)
        {
            gradient[c] = (float)(((total * gradient[c] / sum) - Target(target, label, c, gradient.Length)) / divisor);
        }

        return product + (total * Math.Log(sum));
    }

    /// <summary>What is asked of a class: <c>t_c</c> of the loss's remarks.</summary>
    private double Target(ReadOnlySpan<float> target, int label, int c, int classes)
    {
        double share = target.IsEmpty ? (c == label ? 1 : 0) : target[c];
        double smoothed = ((1 - loss.LabelSmoothing) * share) + (loss.LabelSmoothing / classes);
        return LabelWeights.Of(loss.ClassWeights, c) * smoothed;
    }

    /// <summary>Writes the exponentials of the scores' distances to the highest: none overflows, and their sum is at least 1.</summary>
    /// <returns>The highest score.</returns>
    private static float Exponentiate(ReadOnlySpan<float> scores, Span<float> exponentials)
    {
        float highest = Highest(scores);
        for (int c = 0; c < exponentials.Length; c++)
        {
            exponentials[c] = scores[c] - highest;
        }

        ref float shifted = ref MemoryMarshal.GetReference(exponentials);
        Activations.NegativeExp(ref shifted, ref shifted, exponentials.Length);
        return highest;
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

    private static void Scale(Span<float> values, float factor)
    {
        foreach (ref float value in values)
        {
            value *= factor;
        }
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
