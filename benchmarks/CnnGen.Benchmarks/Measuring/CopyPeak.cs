using System.Diagnostics;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>Copies of floats: what no layer that does as much reading and writing is faster than.</summary>
/// <param name="floats">Floats of a copy: half of what a layer reads and writes.</param>
/// <param name="times">Copies of one iteration.</param>
internal sealed class CopyPeak(int floats, int times) : IContestant
{
    private readonly float[] _source = new float[floats];
    private readonly float[] _target = new float[floats];

    /// <inheritdoc/>
    public string Name => "copy";

    /// <inheritdoc/>
    public double Time(int iterations)
    {
        long start = Stopwatch.GetTimestamp();
        for (int copy = 0; copy < iterations * times; copy++)
        {
            _source.CopyTo(_target, 0);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
