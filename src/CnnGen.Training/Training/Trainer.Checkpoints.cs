using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CnnGen;

/// <content>Saving a training so that it can go on.</content>
public sealed partial class Trainer<T>
{
    private (long Steps, int Epochs) _saved;
    private TimeSpan _savedTime;

    /// <summary>Saves the training as it is: the network's weights, what the optimizer remembers, and where the training is.</summary>
    /// <remarks>Written beside the file first, and then in its place. <see cref="TrainerOptions.Checkpoints"/> does it in the background while Fit runs.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">Writing failed; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void SaveCheckpoint(string path) => CheckpointFile.Write(path, CreateStateTensors(), CheckpointFile.Describe(CreateHeader()));

    /// <summary>Goes to where a training was when it was saved.</summary>
    /// <remarks>
    /// What follows has the same bits as if the training had never stopped, where network, options and data are the same; the number of
    /// threads may be another. A call of <see cref="Fit"/> that was not complete is completed by the next one, told the same epochs.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is broken, or of another network, or trained with other options; the message names what. Nothing was changed.</exception>
    public void LoadCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        List<StateTensors> tensors = CreateStateTensors();
        StateTensors[] read = [.. tensors.Select(state => state.CreateCopy(_graph))];
        CheckpointHeader header = CheckpointFile.Read(path, read);
        CheckHeader(header, path);
        for (int i = 0; i < read.Length; i++)
        {
            tensors[i].CopyFrom(read[i]);
        }

        Continue(header.Counters);
    }

    /// <summary>The tensors of the training by their names in a file.</summary>
    private List<StateTensors> CreateStateTensors()
    {
        List<StateTensors> tensors = [StateTensors.All(_graph, "", _graph.PackedMemory)];
        foreach (OptimizerSlot slot in _optimizer.Slots)
        {
            tensors.Add(StateTensors.OfWeights(_graph, $"optimizer.{slot.Name}.", slot.Memory));
        }

        if (_average is not null)
        {
            tensors.Add(StateTensors.All(_graph, "average.", _average.Memory));
        }

        if (_best is not null)
        {
            tensors.Add(StateTensors.All(_graph, "best.", _best));
        }

        return tensors;
    }

    private CheckpointHeader CreateHeader()
    {
        _counters.Averaged = _average?.Count ?? 0;
        return new CheckpointHeader(
            CheckpointHeader.CurrentVersion, typeof(T).Name, Options.Optimizer.GetType().Name, Options.Seed, Options.BatchSize, Options.AccumulatedBatches, _counters);
    }

    private void CheckHeader(CheckpointHeader header, string path)
    {
        if (header.DifferenceFrom(CreateHeader()) is { } difference)
        {
            throw new InvalidDataException($"'{path}' was trained with the {difference.What} {difference.Own}; expected {difference.Expected}, as this trainer has");
        }
    }

    /// <summary>Goes on from where a training was whose tensors this one has.</summary>
    private void Continue(TrainingCounters counters)
    {
        _graph.WeightsChanged();
        _counters = counters;
        _optimizer.Restore(StepCount);
        if (_average is not null)
        {
            _average.Count = _counters.Averaged;
        }
    }

    private void BeginCheckpoints(FitRun run)
    {
        // In a group the others have what process 0 has.
        if (Options.Checkpoints is not { } checkpoints || !IsFirstProcess)
        {
            return;
        }

        DeleteLeftovers(checkpoints.Path);
        if (checkpoints.Resume && StepCount == 0 && File.Exists(checkpoints.Path))
        {
            LoadCheckpoint(checkpoints.Path);
            run.IsResumed = true;
        }

        run.Checkpoint = new BackgroundCheckpoint(_graph, CreateStateTensors(), checkpoints.Path, warning => Warn(run, warning));
        (_saved, _savedTime) = ((StepCount, -1), default);
    }

    /// <summary>Begins to save where it is time. What was promised is kept: where the last file is still being written, the training waits for it.</summary>
    private void SaveIfDue(FitRun run)
    {
        if (run.Checkpoint is not null && IsSaveDue(Options.Checkpoints!, run))
        {
            Save(run);
        }
    }

    private bool IsSaveDue(CheckpointOptions checkpoints, FitRun run)
    {
        bool isEpochEnd = _counters.StepOfEpoch == 0 && _counters.Reports.Count % checkpoints.EveryEpochs == 0;
        return isEpochEnd || StepCount - _saved.Steps >= checkpoints.EverySteps || run.Clock.Elapsed - _savedTime >= checkpoints.Every;
    }

    /// <summary>Saves what has changed since the last file.</summary>
    private void SaveChanges(FitRun run)
    {
        if (run.Checkpoint is not null && _saved != (StepCount, _counters.Reports.Count))
        {
            Save(run);
        }
    }

    private void Save(FitRun run)
    {
        run.Checkpoint!.Begin(CheckpointFile.Describe(CreateHeader()));
        (_saved, _savedTime) = ((StepCount, _counters.Reports.Count), run.Clock.Elapsed);
    }

    private void Warn(FitRun run, string warning)
    {
        // Once each: a folder that cannot be written to stays one.
        if (!run.Warnings.Contains(warning))
        {
            run.Warnings.Add(warning);
            Options.OnWarning?.Invoke(warning);
        }
    }

    /// <summary>Deletes what processes that were killed while they wrote have left beside the file.</summary>
    private static void DeleteLeftovers(string path)
    {
        string file = Path.GetFullPath(path);
        if (Path.GetDirectoryName(file) is not { } folder || !Directory.Exists(folder))
        {
            return;
        }

        foreach (string leftover in Directory.EnumerateFiles(folder, Path.GetFileName(file) + ".*.tmp"))
        {
            try
            {
                File.Delete(leftover);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It costs nothing but its space.
            }
        }
    }
}
