using System;
using CnnGen.Benchmarks.Measuring;

namespace CnnGen.Benchmarks.Cases;

/// <summary>One row of the table.</summary>
/// <param name="Name">What <c>--only</c> calls it.</param>
/// <param name="Title">What the table calls it.</param>
/// <param name="Threads">Threads that each contestant works on.</param>
/// <param name="MultiplyAdds">Multiply-adds of one iteration.</param>
/// <param name="Prepare">Makes the contestants and checks that they compute the same.</param>
internal sealed record BenchmarkCase(string Name, string Title, int Threads, double MultiplyAdds, Func<Peers, Match> Prepare)
{
    /// <summary>Makes copies that move as much memory as an iteration has to; null where that limits nothing.</summary>
    public Func<CopyPeak>? Copy { get; init; }
}
