using System;

namespace CnnGen.Tests;

/// <summary>Counts the bytes that work allocates.</summary>
internal static class Allocations
{
    private const int MostWindows = 40;
    private const int CallsPerWindow = 20;

    /// <summary>The fewest bytes that twenty calls allocated on all threads in any of forty windows; the first without any ends the count.</summary>
    /// <remarks>The test host's threads allocate now and then; work that allocates does so in every window.</remarks>
    public static long Of(Action work) => Fewest(work, static () => GC.GetTotalAllocatedBytes(precise: true));

    /// <summary>The fewest bytes that twenty calls allocated on this thread in any of forty windows: for tests that run beside others.</summary>
    /// <remarks>The runtime allocates once or twice on a thread that it makes code for.</remarks>
    public static long OfThisThread(Action work) => Fewest(work, GC.GetAllocatedBytesForCurrentThread);

    private static long Fewest(Action work, Func<long> allocated)
    {
        for (int call = 0; call < 3; call++)
        {
            work();
        }

        long fewest = long.MaxValue;
        for (int window = 0; window < MostWindows && fewest > 0; window++)
        {
            long before = allocated();
            for (int call = 0; call < CallsPerWindow; call++)
            {
                work();
            }

            fewest = Math.Min(fewest, allocated() - before);
        }

        return fewest;
    }
}
