using System;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>Counts what work allocates on the managed heap.</summary>
internal static class Allocations
{
    private const int Iterations = 16;

    /// <summary>The bytes that one iteration allocates, on all threads together.</summary>
    /// <param name="contestant">Work that has run before.</param>
    public static double PerIteration(IContestant contestant)
    {
        // The counter itself and the first call after a pause may allocate: the second reading is the one that counts.
        Count(contestant);
        return Count(contestant) / (double)Iterations;
    }

    private static long Count(IContestant contestant)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        contestant.Time(Iterations);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
