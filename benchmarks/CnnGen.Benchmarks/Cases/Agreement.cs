using System;

namespace CnnGen.Benchmarks.Cases;

/// <summary>Refuses to time contestants that do not compute the same.</summary>
internal static class Agreement
{
    /// <summary>Orders of summation differ; each is within this of the exact sum, relative to the largest element.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>What weights of half the width are within: each is rounded by up to 2^-9.</summary>
    public const double NarrowTolerance = 1e-2;

    /// <summary>Compares two results.</summary>
    /// <param name="title">The case, for the message.</param>
    /// <param name="ours">One result.</param>
    /// <param name="theirs">The other one.</param>
    /// <param name="tolerance">How far apart they may be, relative to the largest element.</param>
    /// <exception cref="InvalidOperationException">An element differs by more than the tolerance.</exception>
    public static void Require(string title, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs, double tolerance = Tolerance)
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

        if (!double.IsFinite(difference) || difference > tolerance * Math.Max(1, largest))
        {
            throw new InvalidOperationException(
                $"{title}: the results differ by {difference:g3}, where the largest is {largest:g3}; nothing is timed");
        }
    }
}
