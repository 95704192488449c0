using System;

namespace CnnGen;

/// <summary>Where and how often a training is saved so that it can go on.</summary>
/// <remarks>
/// A checkpoint holds the weights, what the optimizer remembers, the schedule's place, the epoch and the place in its order. It is a
/// safetensors file whose first tensors are the network's own, so <c>Load</c> reads it too when it is told to leave out the rest. A
/// training that goes on from one gives the same bits as one that was never stopped, on any number of threads.
/// </remarks>
public sealed record CheckpointOptions
{
    private readonly int _everyEpochs = 1;
    private readonly long? _everySteps;
    private readonly TimeSpan? _every;

    /// <summary>Keeps the path.</summary>
    /// <param name="path">The file, which each checkpoint replaces as a whole.</param>
    public CheckpointOptions(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Epochs between checkpoints: at least 1, 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int EveryEpochs
    {
        get => _everyEpochs;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(EveryEpochs));
            _everyEpochs = value;
        }
    }

    /// <summary>Steps after which there is a checkpoint within an epoch too, or null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long? EverySteps
    {
        get => _everySteps;
        init
        {
            if (value is { } steps)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, nameof(EverySteps));
            }

            _everySteps = value;
        }
    }

    /// <summary>Time after which there is a checkpoint within an epoch too, or null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public TimeSpan? Every
    {
        get => _every;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(Every));
            }

            _every = value;
        }
    }

    /// <summary>Whether a trainer's first call of Fit goes on from the file where there is one: so a program that calls it once, started again, goes on where it was ended. Not unless told.</summary>
    public bool Resume { get; init; }
}
