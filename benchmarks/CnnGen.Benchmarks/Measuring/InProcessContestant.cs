using System;
using System.Diagnostics;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>Work that runs on this thread.</summary>
/// <param name="name">What the table calls it.</param>
/// <param name="work">One iteration.</param>
/// <param name="owned">Disposed with this contestant.</param>
internal sealed class InProcessContestant(string name, Action work, IDisposable? owned = null) : IContestant
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public double Time(int iterations)
    {
        long start = Stopwatch.GetTimestamp();
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();
}
