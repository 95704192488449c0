using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Kernels;

/// <summary>How threads share a kernel: each computes a stretch of one of its loops.</summary>
/// <remarks>What an iteration computes and in which order does not depend on who does it, so the bits do not depend on the threads.</remarks>
internal static class Share
{
    /// <summary>What a shared kernel takes behind its other arguments.</summary>
    public const string Parameters = ", int share, int shares";

    // About 50 microseconds of one core: a hand-over between threads that spin takes a fraction of one.
    private const long LeastMultiplyAdds = 1 << 21;
    private const long LeastFloats = 1 << 17;

    /// <summary>Whether so many multiply-adds are worth a second thread.</summary>
    public static bool IsWorth(long multiplyAdds) => multiplyAdds >= LeastMultiplyAdds;

    /// <summary>Whether reading so many floats is worth a second thread.</summary>
    public static bool IsWorthReading(long floats) => floats >= LeastFloats;

    /// <summary>The loop whose iterations two, three and four threads can share most evenly; an outer one before an inner one.</summary>
    /// <param name="loops">Names and how often they run, from the outermost to the innermost.</param>
    public static string EvenestOf(IEnumerable<(string Name, int Count)> loops) => loops.OrderByDescending(loop => Evenness(loop.Count)).First().Name;

    private static double Evenness(int count) => Enumerable.Range(2, 3).Average(threads => (double)count / (threads * ((count + threads - 1) / threads)));
}
