using System;
using System.Collections.Generic;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>Times contestants in turn, round by round, so that a change of the machine's speed meets all of them alike.</summary>
internal static class Interleaved
{
    private const int FewestIterations = 2;
    private const int MostIterations = 1_000_000;

    /// <summary>Measures.</summary>
    /// <param name="contestants">Who is timed.</param>
    /// <param name="plan">How long.</param>
    /// <returns>The median nanoseconds of one iteration, for each contestant.</returns>
    public static double[] Measure(IReadOnlyList<IContestant> contestants, MeasuringPlan plan)
    {
        int[] iterations = new int[contestants.Count];
        double[][] times = new double[contestants.Count][];
        for (int contestant = 0; contestant < contestants.Count; contestant++)
        {
            iterations[contestant] = WarmUp(contestants[contestant], plan);
            times[contestant] = new double[plan.Rounds];
        }

        for (int round = 0; round < plan.Rounds; round++)
        {
            for (int turn = 0; turn < contestants.Count; turn++)
            {
                // Each contestant comes first equally often.
                int contestant = (round + turn) % contestants.Count;

                // The untimed iteration fills the caches that the contestant before has emptied and wakes a sleeping process.
                contestants[contestant].Time(1);
                times[contestant][round] = contestants[contestant].Time(iterations[contestant]) / iterations[contestant];
            }
        }

        return Array.ConvertAll(times, Median);
    }

    /// <summary>The middle one of some values, or the mean of the two in the middle.</summary>
    /// <param name="values">The values: at least one.</param>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    // Returns how many iterations make a round.
    private static int WarmUp(IContestant contestant, MeasuringPlan plan)
    {
        double spent = 0;
        double fastest = double.PositiveInfinity;
        int iterations = 1;
        while (spent < plan.WarmUpMilliseconds * 1e6)
        {
            double nanoseconds = contestant.Time(iterations);
            spent += nanoseconds;
            fastest = Math.Min(fastest, nanoseconds / iterations);
            iterations = Math.Clamp((int)(plan.RoundMilliseconds * 1e6 / Math.Max(fastest, 1)), FewestIterations, MostIterations);
        }

        return iterations;
    }
}
