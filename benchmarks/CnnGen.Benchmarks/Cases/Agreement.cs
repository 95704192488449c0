using System;

namespace CnnGen.Benchmarks.Cases;

/// <summary>Refuses to time contestants that do not compute the same.</summary>
internal static class Agreement
{
    // Orders of summation differ; each is within this of the exact sum, relative to the largest element.
    private const double Tolerance = 1e-4;

    /// <summary>Compares two results.</summary>
    /// <param name="title">The case, for the message.</param>
    /// <param name="ours">One result.</param>
    /// <param name="theirs">The other one.</param>
    /// <exception cref="InvalidOperationException">An element differs by more than the tolerance.</exception>
    public static void Require(string title, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        double largest = 0;
        double difference = 0;
        for (int index = 0; index < theirs.Length; index++)
        {
            double apart = Math.Abs((double)ours[index] - theirs[index]);
            largest = Math.Max(largest, Math.Abs(theirs[index]));

            // Math.Max hands a NaN on.
            difference = Math.Max(difference, apart);
        }

        if (!double.IsFinite(difference) || difference > Tolerance * Math.Max(1, largest))
        {
            throw new InvalidOperationException(
                $"{title}: the results differ by {difference:g3}, where the largest is {largest:g3}; nothing is timed");
        }
    }
}
