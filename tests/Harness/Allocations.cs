using System;

namespace CnnGen.Tests;

/// <summary>Counts the bytes that work allocates on all threads.</summary>
internal static class Allocations
{
    private const int MostWindows = 40;
    private const int CallsPerWindow = 20;

    /// <summary>The fewest bytes that twenty calls allocated in any of forty windows; the first without any ends the count.</summary>
    /// <remarks>The test host's threads allocate now and then; work that allocates does so in every window.</remarks>
    public static long Of(Action work)
    {
        for (int call = 0; call < 3; call++)
        {
            work();
        }

        long fewest = long.MaxValue;
        for (int window = 0; window < MostWindows && fewest > 0; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int call = 0; call < CallsPerWindow; call++)
            {
                work();
            }

            fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return fewest;
    }
}
