using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>Weights of classes as a loss keeps them: copied and checked.</summary>
internal static class LabelWeights
{
    /// <summary>Copies weights.</summary>
    /// <param name="weights">Finite numbers, zero or more; or null.</param>
    /// <param name="name">What the user calls them.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is negative, NaN or infinite.</exception>
    public static IReadOnlyList<double>? Copy(IReadOnlyList<double>? weights, string name)
    {
        if (weights is null)
        {
            return null;
        }

        double[] copy = [.. weights];
        foreach (double weight in copy)
        {
            ArgumentGuard.NonNegative(weight, name);
        }

        return copy;
    }

    /// <summary>Checks that there is one for each class.</summary>
    /// <exception cref="ArgumentException">There is not.</exception>
    public static void Check(IReadOnlyList<double>? weights, OutputShape shape, string name)
    {
        if (weights is not null && weights.Count != shape.Channels)
        {
            throw new ArgumentException($"{name} has {weights.Count} numbers; the network's output has {shape.Channels} channels");
        }
    }

    /// <summary>The weight of a class.</summary>
    public static double Of(IReadOnlyList<double>? weights, int label) => weights is null ? 1 : weights[label];

    /// <summary>The sum of the weights of labels that are not ignored.</summary>
    public static double Sum(IReadOnlyList<double>? weights, ReadOnlySpan<int> labels, int? ignored)
    {
        if (weights is null && ignored is null)
        {
            return labels.Length;
        }

        double sum = 0;
        foreach (int label in labels)
        {
            sum += label == ignored ? 0 : Of(weights, label);
        }

        return sum;
    }
}
