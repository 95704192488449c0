using System;
using System.Threading;

namespace CnnGen;

/// <content>Epochs, validation and progress.</content>
public sealed partial class Trainer<T>
{
    private double _lastLoss;

    /// <summary>Trains for a number of epochs, each in a new order that follows from the seed and <see cref="EpochCount"/>.</summary>
    /// <remarks>
    /// Another call goes on where the last one stopped: the optimizer's state, the counts of steps and epochs, and with them the
    /// schedule, stay. The first call behind <see cref="LoadCheckpoint"/> completes the one that the checkpoint is of, if that was not
    /// complete. Validation runs on forks of the network and changes nothing in the training.
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
    /// <exception cref="ArgumentException">A dataset is empty, or its samples or labels are not ones for the network; or there is early stopping without a validation set.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 1.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A loss, a gradient or a weight became NaN or infinite; the message names the step and what it began with. The network has the
    /// weights of the step before, unless it was the step's own sum that became infinite, which the message says.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled, in a group in any process. The network has the weights of the last completed step.</exception>
    /// <exception cref="ProcessGroupException">Another process of the <see cref="TrainerOptions.Group"/> cannot be reached, or trains otherwise.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public TrainingReport Fit(
        Dataset train,
        Dataset? validation,
        int epochs,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        return Guard(() =>
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
            Begin(train, validation);
            return Run(new FitRun(train, validation, (long)epochs * StepsPerEpoch, progress, cancellationToken));
        });
    }

    /// <summary>Trains for a number of steps; the last epoch may be a part of one. Otherwise as <see cref="Fit"/>.</summary>
    /// <param name="train">The samples to train on.</param>
    /// <param name="validation">Samples to evaluate the network on after each epoch, or null.</param>
    /// <param name="steps">The number of steps: at least 1.</param>
    /// <param name="progress">Told as by <see cref="Fit"/>.</param>
    /// <param name="cancellationToken">Ends the training after the step under way.</param>
    /// <returns>What each epoch came to.</returns>
    /// <exception cref="ArgumentException">As of <see cref="Fit"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    /// <exception cref="NotFiniteNumberException">As of <see cref="Fit"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public TrainingReport FitSteps(
        Dataset train,
        Dataset? validation,
        long steps,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        return Guard(() =>
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
            Begin(train, validation);
            return Run(new FitRun(train, validation, steps, progress, cancellationToken));
        });
    }

    /// <summary>Checks the datasets before anything is changed, and learns what they ask for.</summary>
    private void Begin(Dataset train, Dataset? validation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        DatasetGuard.Check<T>(train, nameof(train));
        if (validation is not null)
        {
            DatasetGuard.Check<T>(validation, nameof(validation));
        }
        else if (Options.EarlyStopping is not null)
        {
            throw new ArgumentException("early stopping looks at the validation set, and there is none", nameof(validation));
        }

        StepsPerEpoch = (int)(((long)train.Count + StepSize - 1) / StepSize);
        foreach (LossTerm term in _terms)
        {
            term.Expect(train.HasLabels(term.Name), Options.Mixing is not null);
        }
    }

    private TrainingReport Run(FitRun run)
    {
        BeginCheckpoints(run);
        JoinGroup(run);
        BeginCall(run);
        using GroupMember? member = Options.Group is null ? null : new GroupMember(Options.Group, _graph, _accumulated, run.CancellationToken);
        using LogWriter logs = new(IsFirstProcess ? Options.Logs : [], warning => Warn(run, warning));
        if (run.IsResumed)
        {
            logs.GoOnBehind(StepCount, isEpochEnd: _counters.StepOfEpoch == 0);
        }

        using BatchReader reader = new(run.Train, StepSize, Options.ReaderThreads, Options.Mixing, _part);
        _member = member;
        bool isStopped = HasStoppedImproving();
        try
        {
            // An epoch whose steps are all done is not over before it was validated.
            while (!isStopped && (StepCount - _counters.FitStart < run.Steps || _counters.StepOfEpoch > 0))
            {
                FitEpoch(run, reader, logs);
                isStopped = HasStoppedImproving();
            }

            SaveChanges(run);
        }
        catch (OperationCanceledException)
        {
            SaveChanges(run);
            throw;
        }
        finally
        {
            // What was cancelled or failed is over too: only a checkpoint remembers that it was not complete.
            run.Checkpoint?.Wait();
            _counters.IsFitting = false;
            _member = null;
        }

        RestoreBest();
        return new TrainingReport([.. _counters.Reports], StepCount - _counters.FitStart, run.Clock.Elapsed)
        {
            BestEpoch = Options.EarlyStopping is null ? null : _counters.BestEpoch,
            StoppedEarly = isStopped,
            Warnings = run.Warnings,
        };
    }

    /// <summary>Begins a call of Fit, or goes on with the one that a checkpoint is of.</summary>
    private void BeginCall(FitRun run)
    {
        if (!_counters.IsFitting)
        {
            _counters.IsFitting = true;
            _counters.FitStart = StepCount;
            _counters.SampleCount = run.Train.Count;
            _counters.Reports = [];
            _counters.StepOfEpoch = 0;
            _counters.BestEpoch = 0;
            _counters.BestMerit = double.NegativeInfinity;
        }
        else if (_counters.SampleCount != run.Train.Count)
        {
            throw new ArgumentException($"the checkpoint is of a training on {_counters.SampleCount} samples; the dataset has {run.Train.Count}", "train");
        }

        run.StepsBefore = StepCount - _counters.FitStart;
    }

    private void FitEpoch(FitRun run, BatchReader reader, LogWriter logs)
    {
        // An epoch of which no step is done has not begun: a training that goes on later begins with it.
        ThrowIfCancelled(run);
        TimeSpan start = run.Clock.Elapsed;
        int epoch = _counters.StepOfEpoch == 0 ? EpochCount + 1 : EpochCount;
        run.Order.Shuffle(Options.Seed, epoch - 1);
        reader.Begin(run.Order.Indices, RandomStream.Mix(Options.Seed, (ulong)epoch), _counters.StepOfEpoch);
        double learningRate = LearningRate;
        while (_counters.StepOfEpoch < StepsPerEpoch && StepCount - _counters.FitStart < run.Steps)
        {
            ThrowIfCancelled(run);
            reader.TryTake(out SampleBatch batch, Cancelling(run));
            BeginEpoch(epoch);
            learningRate = LearningRate;
            logs.Step(FitStep(run, batch, learningRate));
            reader.Return(batch);
            SaveIfDue(run);
        }

        logs.EpochEnd(EndEpoch(run, learningRate, start));
        SaveIfDue(run);
    }

    // With its first batch at hand: a cancel that came before it finds the epoch not begun.
    private void BeginEpoch(int epoch)
    {
        if (_counters.StepOfEpoch == 0)
        {
            _counters.EpochCount = epoch;
            _counters.Score = default;
        }
    }

    private TrainingProgress FitStep(FitRun run, SampleBatch batch, double learningRate)
    {
        foreach (LossTerm term in _terms)
        {
            term.Read(run.Train, batch);
        }

        Divergence watch = new(_graph, StepCount + 1, EpochCount, learningRate);
        StepScore step = TakeStep(batch.Inputs, batch.WholeCount, batch.Samples, watch, learningRate);
        _counters.Score = _counters.Score.With(step, batch.WholeCount);
        _lastLoss = step.Loss;
        _counters.StepOfEpoch++;
        TrainingProgress progress = ProgressOf(run, learningRate, validation: null, isEpochEnd: false);
        Options.OnStep?.Invoke(progress);
        if (run.IsReportDue)
        {
            run.Report(progress);
        }

        return progress;
    }

    private TrainingProgress EndEpoch(FitRun run, double learningRate, TimeSpan start)
    {
        Evaluation? validation = run.Validation is null
            ? null
            : Evaluator.Evaluate(Network, run.Validation, Options.Threads, Options.Loss, Options.Group, Cancelling(run));
        EpochReport report = new(
            _counters.Reports.Count + 1, _counters.Score.Loss, _counters.Score.Accuracy, validation?.Loss, validation?.Accuracy, (run.Clock.Elapsed - start).TotalSeconds);
        TrainingProgress progress = ProgressOf(run, learningRate, validation, isEpochEnd: true);
        _counters.Reports.Add(report);
        _counters.StepOfEpoch = 0;
        if (Options.Schedule is PlateauSchedule plateau)
        {
            _counters.Plateau.EpochEnded(plateau, report.ValidationLoss ?? report.TrainLoss);
        }

        _average?.EpochEnded(report.Epoch, _graph.PackedWeights, _graph.Segments);
        KeepIfBest(report);
        run.Report(progress);
        Options.OnEpoch?.Invoke(report);
        return progress;
    }

    /// <summary>Whether early stopping ends the training with the last epoch.</summary>
    private bool HasStoppedImproving() =>
        Options.EarlyStopping is { } stopping && _counters.Reports.Count - _counters.BestEpoch > stopping.Patience;

    private void KeepIfBest(EpochReport report)
    {
        if (Options.EarlyStopping is { } stopping && stopping.MeritOf(report) is var merit && (_counters.BestEpoch == 0 || merit > _counters.BestMerit + stopping.MinimumGain))
        {
            _counters.BestEpoch = report.Epoch;
            _counters.BestMerit = merit;
            if (_best is not null)
            {
                _graph.PackedWeights.CopyTo(_best.Span);
            }
        }
    }

    private void RestoreBest()
    {
        if (_best is not null && _counters.BestEpoch > 0)
        {
            _best.Span.CopyTo(_graph.PackedWeights);
            _graph.WeightsChanged();
        }
    }

    private TrainingProgress ProgressOf(FitRun run, double learningRate, Evaluation? validation, bool isEpochEnd)
    {
        TimeSpan elapsed = run.Clock.Elapsed;
        long done = StepCount - _counters.FitStart;
        int epoch = _counters.Reports.Count + 1;
        return new TrainingProgress(
            epoch,
            (int)((run.Steps + StepsPerEpoch - 1) / StepsPerEpoch),
            _counters.StepOfEpoch,
            StepsPerEpoch,
            ((epoch - 1L) * run.Train.Count) + _counters.Score.Samples,
            _counters.Score.Loss,
            _counters.Score.Accuracy,
            learningRate,
            elapsed,
            elapsed * ((double)(run.Steps - done) / Math.Max(1, done - run.StepsBefore)),
            isEpochEnd,
            validation?.Loss,
            validation?.Accuracy)
        {
            TotalEpochs = EpochCount,
            TotalSteps = StepCount,
            StepLoss = _lastLoss,
        };
    }
}
