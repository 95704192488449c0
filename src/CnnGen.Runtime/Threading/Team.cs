using System;
using System.ComponentModel;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>Threads that go through the same program side by side, each with a part of every large layer, and wait for each other between layers.</summary>
/// <remarks>
/// Waiting is spinning: layers follow each other faster than a thread that sleeps would wake. Nothing blocks, so nothing is interrupted;
/// who has spun for long gives its processor to others.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Team
{
    private const int SpinsBeforeYield = 2000;
    private const int SpinBurst = 8;

    private readonly int _threads;
    private readonly bool _spins;
    private int _missing;
    private int _round;

    /// <summary>Makes a team.</summary>
    /// <param name="threads">How many go through the program: at least 1.</param>
    public Team(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = threads;
        _missing = threads;

        // More threads than processors: whoever spins keeps one from working.
        _spins = threads <= Environment.ProcessorCount;
    }

    /// <summary>Returns when all of the team have called it as often: what one has written before it is seen by all behind it.</summary>
    /// <param name="team">The team; null where one thread is alone and has nobody to wait for.</param>
    public static void Meet(Team? team) => team?.Meet();

    private void Meet()
    {
        int round = Volatile.Read(ref _round);
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            // The others leave when they see the next round, so the count is renewed before that.
            _missing = _threads;
            Volatile.Write(ref _round, round + 1);
            return;
        }

        for (int spin = 0; Volatile.Read(ref _round) == round; spin++)
        {
            if (_spins && spin < SpinsBeforeYield)
            {
                Thread.SpinWait(SpinBurst);
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}
