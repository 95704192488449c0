using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>How a network is trained. A description: immutable, and usable for any number of trainers.</summary>
public sealed record TrainerOptions
{
    private readonly int _batchSize = 64;
    private readonly Loss _loss = Loss.SoftmaxCrossEntropy;
    private readonly Optimizer _optimizer = new Adam();
    private readonly Schedule _schedule = Schedule.Constant;
    private readonly int _threads = Environment.ProcessorCount;
    private readonly int _accumulatedBatches = 1;
    private readonly int _readerThreads = 1;
    private readonly double? _clipNorm;
    private readonly double? _clipValue;
    private readonly IReadOnlyList<OutputLoss> _outputLosses = [];
    private readonly IReadOnlyList<ParameterGroup> _parameterGroups = [];
    private readonly IReadOnlyList<TrainingLog> _logs = [];

    /// <summary>Samples of a step, of all processes together; the last step of an epoch has what is left. 64 unless told.</summary>
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

    /// <summary>Batches whose gradients are added up for one step, as if they were one batch but for a BatchNorm's statistics: for batches larger than the memory holds. 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int AccumulatedBatches
    {
        get => _accumulatedBatches;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(AccumulatedBatches));
            _accumulatedBatches = value;
        }
    }

    /// <summary>What is made small: of the network's own output. <see cref="Loss.SoftmaxCrossEntropy"/> unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Loss Loss
    {
        get => _loss;
        init => _loss = value ?? throw new ArgumentNullException(nameof(Loss));
    }

    /// <summary>Losses of further outputs, which <c>[Output]</c> marks: all are added up. None unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public IReadOnlyList<OutputLoss> OutputLosses
    {
        get => _outputLosses;
        init => _outputLosses = value is null ? throw new ArgumentNullException(nameof(OutputLosses)) : [.. value];
    }

    /// <summary>How weights follow from gradients. <see cref="Adam"/> with its usual settings unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Optimizer Optimizer
    {
        get => _optimizer;
        init => _optimizer = value ?? throw new ArgumentNullException(nameof(Optimizer));
    }

    /// <summary>Parameters that are trained in a way of their own; the first group that has a parameter counts. None unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public IReadOnlyList<ParameterGroup> ParameterGroups
    {
        get => _parameterGroups;
        init => _parameterGroups = value is null ? throw new ArgumentNullException(nameof(ParameterGroups)) : [.. value];
    }

    /// <summary>What a step computes. <see cref="GraphMode.Training"/> unless told.</summary>
    /// <remarks>
    /// With <see cref="GraphMode.Evaluation"/> a BatchNorm normalises by the estimates that a checkpoint brought, which stay, and dropout drops nothing:
    /// for fine-tuning on few samples, whose batches would move the estimates away from what the other weights were trained with.
    /// </remarks>
    public GraphMode Mode { get; init; }

    /// <summary>The largest norm that the gradients of a step may have, all parameters' taken as one vector; longer ones are scaled down. Or null, the default.</summary>
    /// <remarks>PyTorch's <c>clip_grad_norm_</c>: scaled by <c>limit / (norm + 1e-6)</c> where that is below 1. Pascanu, Mikolov and Bengio 2013.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, NaN or infinite.</exception>
    public double? ClipNorm
    {
        get => _clipNorm;
        init => _clipNorm = value is { } limit ? ArgumentGuard.Positive(limit, nameof(ClipNorm)) : null;
    }

    /// <summary>The largest size that each gradient may have; larger ones are cut, behind <see cref="ClipNorm"/>. Or null, the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, NaN or infinite.</exception>
    public double? ClipValue
    {
        get => _clipValue;
        init => _clipValue = value is { } limit ? ArgumentGuard.Positive(limit, nameof(ClipValue)) : null;
    }

    /// <summary>An average of the weights over time beside them, or null, the default: <see cref="Trainer{T}.CreateAveraged"/> gives it as a network.</summary>
    public WeightAverage? Average { get; init; }

    /// <summary>When Fit ends before its last epoch, and whether the best weights are kept; or null, the default.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Where Fit saves the training so that it can go on; or null, the default.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>The processes that train together, each on its part of every batch; or null, the default, for one. The caller's to dispose of.</summary>
    /// <remarks>
    /// <see cref="BatchSize"/> is that of all of them together. Every process makes the same calls with the same options and datasets: each
    /// reads the samples of its part alone, but by the same order. The weights are those of process 0 to begin with, and the same in all
    /// after every step. What one process would get they get too, but for the order of sums, and for a BatchNorm, whose statistics are
    /// those of each process's part; its running estimates are averaged. Process 0 writes checkpoints and logs.
    /// </remarks>
    public ProcessGroup? Group { get; init; }

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

    /// <summary>Called by Fit after every epoch and its validation, on the thread that called Fit. Nothing unless told. What it throws ends Fit.</summary>
    public Action<EpochReport>? OnEpoch { get; init; }

    /// <summary>Where Fit writes how it goes, behind every step and epoch; the caller's to dispose of. None unless told.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public IReadOnlyList<TrainingLog> Logs
    {
        get => _logs;
        init => _logs = value is null ? throw new ArgumentNullException(nameof(Logs)) : [.. value];
    }

    /// <summary>Told what goes wrong without ending the training: a checkpoint or a log that cannot be written. Such things stand in <see cref="TrainingReport.Warnings"/> too.</summary>
    public Action<string>? OnWarning { get; init; }

    /// <summary>What Fit does with pairs of samples, mixup or CutMix; or null, the default. Targets become shares of two: for losses that take numbers.</summary>
    public Mixing? Mixing { get; init; }

    /// <summary>Threads that read batches ahead of Fit's steps: 1 unless told; with 0 the caller's reads each when it is wanted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int ReaderThreads
    {
        get => _readerThreads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(ReaderThreads));
            _readerThreads = value;
        }
    }

    /// <summary>From which the order of the samples, what is random of them, and the dropout masks follow: any number.</summary>
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
