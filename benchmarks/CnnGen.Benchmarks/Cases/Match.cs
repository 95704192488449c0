using System;
using CnnGen.Benchmarks.Measuring;

namespace CnnGen.Benchmarks.Cases;

/// <summary>Two contestants that are ready to be timed.</summary>
/// <param name="Ours">The generated code.</param>
/// <param name="Peer">What it is compared with; null where that is not installed.</param>
internal sealed record Match(IContestant Ours, IContestant? Peer) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Ours.Dispose();
        Peer?.Dispose();
    }
}
