using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace CnnGen;

/// <summary>What one call of Fit works with.</summary>
/// <param name="train">The samples to train on.</param>
/// <param name="validation">The samples to evaluate on, or null.</param>
/// <param name="steps">Steps of the whole call.</param>
/// <param name="progress">Told how it goes, or null.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class FitRun(Dataset train, Dataset? validation, long steps, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
{
    // Often enough for a display that moves, seldom enough to cost nothing.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private TimeSpan _lastReport;

    /// <summary>The samples to train on.</summary>
    public Dataset Train { get; } = train;

    /// <summary>The samples to evaluate on.</summary>
    public Dataset? Validation { get; } = validation;

    /// <summary>Steps of the whole call.</summary>
    public long Steps { get; } = steps;

    /// <summary>Ends it.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The order of the epoch under way.</summary>
    public SampleOrder Order { get; } = new(train.Count);

    /// <summary>Time since the call began.</summary>
    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    /// <summary>What went wrong without ending the training.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Writes checkpoints, where there are any.</summary>
    public BackgroundCheckpoint? Checkpoint { get; set; }

    /// <summary>Whether it goes on from a checkpoint of its own.</summary>
    public bool IsResumed { get; set; }

    /// <summary>Steps that were done of the call when it began, by a training whose checkpoint it goes on from.</summary>
    public long StepsBefore { get; set; }

    /// <summary>Whether somebody wants to be told now.</summary>
    public bool IsReportDue => progress is not null && Clock.Elapsed - _lastReport >= ReportInterval;

    /// <summary>Tells how it goes.</summary>
    public void Report(in TrainingProgress now)
    {
        _lastReport = now.Elapsed;
        progress?.Report(now);
    }
}
