using System;
using System.Linq;

namespace CnnGen.Tests;

/// <summary>Counts the bytes that work allocates on all threads.</summary>
internal static class Allocations
{
    private const int Windows = 8;
    private const int CallsPerWindow = 20;

    /// <summary>The fewest bytes that twenty calls allocated in any of eight windows.</summary>
    /// <remarks>The test host's threads allocate now and then; work that allocates does so in every window.</remarks>
    public static long Of(Action work)
    {
        for (int call = 0; call < 3; call++)
        {
            work();
        }

        return Enumerable.Range(0, Windows).Min(_ =>
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int call = 0; call < CallsPerWindow; call++)
            {
                work();
            }

            return GC.GetTotalAllocatedBytes(precise: true) - before;
        });
    }
}
