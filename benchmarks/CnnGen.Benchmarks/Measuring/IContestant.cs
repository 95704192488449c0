using System;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>Something that is timed in turn with others.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>What the table calls it.</summary>
    string Name { get; }

    /// <summary>Does its work a number of times in a row.</summary>
    /// <param name="iterations">How often: at least 1.</param>
    /// <returns>The nanoseconds that all of them took.</returns>
    double Time(int iterations);
}
