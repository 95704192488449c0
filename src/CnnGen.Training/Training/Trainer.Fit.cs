using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace CnnGen;

/// <content>Epochs, validation and progress.</content>
public sealed partial class Trainer<T>
{
    // Often enough for a display that moves, seldom enough to cost nothing.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Trains for a number of epochs, each in a new order that follows from the seed and <see cref="EpochCount"/>.</summary>
    /// <remarks>
    /// Another call goes on where the last one stopped: the optimizer's state, the counts of steps and epochs, and with them the
    /// schedule, stay. Validation runs on forks of the network and changes nothing in the training.
    /// A handler that must see every step, in order, on this thread and before Fit returns, is <see cref="TrainerOptions.OnStep"/>.
    /// </remarks>
    /// <param name="train">The samples to train on.</param>
    /// <param name="validation">Samples to evaluate the network on after each epoch, or null.</param>
    /// <param name="epochs">How often to go through <paramref name="train"/>: at least 1.</param>
    /// <param name="progress">
    /// Told about ten times a second, and at the end of each epoch, from this thread. <see cref="Progress{T}"/> passes reports on to its
    /// synchronization context or the thread pool: its handler sees them later and in any order, the last ones after Fit has returned.
    /// </param>
    /// <param name="cancellationToken">Ends the training after the step under way.</param>
    /// <returns>What each epoch came to.</returns>
    /// <exception cref="ArgumentException">A dataset is empty, or its samples or labels are not ones for the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 1.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A loss, a gradient or a weight became NaN or infinite; the message names the step and what it began with. The network has the
    /// weights of the step before, unless it was the step's own sum that became infinite, which the message says.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled. The network has the weights of the last completed step.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public TrainingReport Fit(
        Dataset train,
        Dataset? validation,
        int epochs,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        DatasetGuard.Check<T>(train, nameof(train));
        if (validation is not null)
        {
            DatasetGuard.Check<T>(validation, nameof(validation));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        StepsPerEpoch = (int)(((long)train.Count + Options.BatchSize - 1) / Options.BatchSize);
        FitRun run = new(train, validation, epochs, progress, cancellationToken);

        // Grown as the epochs go: a training that is to last until it is cancelled asks for more than there will be.
        List<EpochReport> reports = [];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            reports.Add(FitEpoch(run, epoch));
        }

        return new TrainingReport(reports, (long)epochs * StepsPerEpoch, run.Clock.Elapsed);
    }

    private EpochReport FitEpoch(FitRun run, int epoch)
    {
        // An epoch of which no step is done has not begun: a training that goes on later begins with it.
        run.CancellationToken.ThrowIfCancellationRequested();
        TimeSpan start = run.Clock.Elapsed;
        run.Order.Shuffle(Options.Seed, EpochCount);
        EpochCount++;
        RunningScore score = default;
        double learningRate = 0;
        for (int step = 0; step < StepsPerEpoch; step++)
        {
            run.CancellationToken.ThrowIfCancellationRequested();
            int samples = ReadBatch(run, step);
            learningRate = LearningRate;
            ReadOnlySpan<int> numbers = run.Order.Indices.Slice(step * Options.BatchSize, samples);
            double loss = TakeStep(_inputs.AsSpan(0, samples * T.InputLength), _labels.AsSpan(0, samples), numbers, learningRate);
            score.Add(loss, _lastCorrect, samples);
            Options.OnStep?.Invoke(ProgressOf(run, epoch, step + 1, score, learningRate, validation: null, isEpochEnd: false));
            if (run.Progress is not null && run.Clock.Elapsed - run.LastReport >= ReportInterval)
            {
                Report(run, ProgressOf(run, epoch, step + 1, score, learningRate, validation: null, isEpochEnd: false));
            }
        }

        Evaluation? validation = run.Validation is null
            ? null
            : Evaluator.Evaluate(Network, run.Validation, Options.Threads, Options.Loss, run.CancellationToken);
        Report(run, ProgressOf(run, epoch, StepsPerEpoch, score, learningRate, validation, isEpochEnd: true));
        double seconds = (run.Clock.Elapsed - start).TotalSeconds;
        return new EpochReport(epoch + 1, score.Loss, score.Accuracy, validation?.Loss, validation?.Accuracy, seconds);
    }

    /// <returns>The number of samples, which is smaller at the end of an epoch.</returns>
    private int ReadBatch(FitRun run, int step)
    {
        int first = step * Options.BatchSize;
        int samples = Math.Min(Options.BatchSize, run.Order.Indices.Length - first);
        for (int i = 0; i < samples; i++)
        {
            int index = run.Order.Indices[first + i];
            run.Train.Read(index, _inputs.AsSpan(i * T.InputLength, T.InputLength));
            _labels[i] = run.Train.Label(index);
        }

        return samples;
    }

    private static void Report(FitRun run, in TrainingProgress progress)
    {
        run.LastReport = progress.Elapsed;
        run.Progress?.Report(progress);
    }

    private TrainingProgress ProgressOf(FitRun run, int epoch, int step, RunningScore score, double learningRate, Evaluation? validation, bool isEpochEnd)
    {
        TimeSpan elapsed = run.Clock.Elapsed;
        long done = ((long)epoch * StepsPerEpoch) + step;
        long left = ((long)run.Epochs * StepsPerEpoch) - done;
        return new TrainingProgress(
            epoch + 1,
            run.Epochs,
            step,
            StepsPerEpoch,
            ((long)epoch * run.Train.Count) + score.Samples,
            score.Loss,
            score.Accuracy,
            learningRate,
            elapsed,
            elapsed * ((double)left / done),
            isEpochEnd,
            validation?.Loss,
            validation?.Accuracy);
    }

    /// <summary>What one call of Fit works with.</summary>
    private sealed class FitRun(
        Dataset train, Dataset? validation, int epochs, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        public Dataset Train { get; } = train;

        public Dataset? Validation { get; } = validation;

        public int Epochs { get; } = epochs;

        public IProgress<TrainingProgress>? Progress { get; } = progress;

        public CancellationToken CancellationToken { get; } = cancellationToken;

        public SampleOrder Order { get; } = new(train.Count);

        public Stopwatch Clock { get; } = Stopwatch.StartNew();

        public TimeSpan LastReport { get; set; }
    }
}
