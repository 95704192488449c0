using System;

namespace CnnGen;

/// <summary>How a network is trained.</summary>
public sealed class TrainerOptions
{
    private readonly int _batchSize = 64;
    private readonly Loss _loss = Loss.SoftmaxCrossEntropy;
    private readonly Optimizer _optimizer = new Adam();
    private readonly Schedule _schedule = Schedule.Constant;
    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>Samples of a step; the last step of an epoch has what is left. 64 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BatchSize));
            _batchSize = value;
        }
    }

    /// <summary>What is made small. <see cref="Loss.SoftmaxCrossEntropy"/> unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Loss Loss
    {
        get => _loss;
        init => _loss = value ?? throw new ArgumentNullException(nameof(Loss));
    }

    /// <summary>How weights follow from gradients. <see cref="Adam"/> with its usual settings unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Optimizer Optimizer
    {
        get => _optimizer;
        init => _optimizer = value ?? throw new ArgumentNullException(nameof(Optimizer));
    }

    /// <summary>How the optimizer's learning rate changes. <see cref="Schedule.Constant"/> unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Schedule Schedule
    {
        get => _schedule;
        init => _schedule = value ?? throw new ArgumentNullException(nameof(Schedule));
    }

    /// <summary>Called by Fit after every step, on the thread that called Fit and before the next step begins. Nothing unless told.</summary>
    /// <remarks>
    /// For what counts steps: <c>OnStep = p => { if (p.Step % 200 == 0) Console.WriteLine(p.Loss); }</c>. Fit waits for it, and none
    /// comes after Fit has returned; what it throws ends Fit. It may run, fork and save the network. Its progress is never an epoch's end,
    /// which comes after the last step's validation: that, and a rate bounded by time, is what Fit's own progress is for.
    /// </remarks>
    public Action<TrainingProgress>? OnStep { get; init; }

    /// <summary>From which the order of the samples and the dropout masks follow: any number.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that work on a step, the caller's among them. All processors unless told. The weights do not depend on it, to the bit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Threads));
            _threads = value;
        }
    }
}
