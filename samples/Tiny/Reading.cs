using System;
using System.Globalization;

namespace Tiny;

/// <summary>What a picture was read as.</summary>
/// <param name="Digit">The digit.</param>
/// <param name="Probability">What the network gives it, 0 to 1.</param>
internal readonly record struct Reading(int Digit, float Probability)
{
    /// <summary>Reads a picture.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pixels">28 rows of 28 pixels, 0 for the ground to 1 for ink.</param>
    public static Reading Of(LeNet5 network, ReadOnlySpan<float> pixels)
    {
        Span<float> scores = stackalloc float[LeNet5.OutputLength];
        network.Forward(pixels, scores);

        // Softmax of the highest score; the differences cannot overflow.
        int digit = 0;
        for (int candidate = 1; candidate < scores.Length; candidate++)
        {
            digit = scores[candidate] > scores[digit] ? candidate : digit;
        }

        float sum = 0;
        foreach (float score in scores)
        {
            sum += MathF.Exp(score - scores[digit]);
        }

        return new Reading(digit, 1 / sum);
    }

    /// <summary>The digit and how sure the network is: <c>7 (99.8 %)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Digit} ({100 * Probability:F1} %)");
}
