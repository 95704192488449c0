using System;
using System.IO;

namespace CnnGen;

/// <summary>Where a training writes how it goes. One thread at a time.</summary>
/// <remarks>
/// A log that cannot be written never ends a training: the error is kept and told once, and each event tries again, so that the log goes on
/// where there is room again. What is written is the system's at once: a process that is killed loses no more than the line under way.
/// </remarks>
public abstract class TrainingLog : IDisposable
{
    private readonly int _everySteps = 1;
    private bool _isFailing;

    /// <summary>Told when writing begins to fail; again only after a step or an epoch's end was written in between. What the handler throws ends the training.</summary>
    public event EventHandler<ErrorEventArgs>? Failed;

    /// <summary>Which steps are kept: those whose number it divides. 1, all of them, unless told; ends of epochs are always kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int EverySteps
    {
        get => _everySteps;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(EverySteps));
            _everySteps = value;
        }
    }

    /// <summary>Why the last event that was not written was not; null where all were.</summary>
    public Exception? LastError { get; private set; }

    /// <summary>Writes a step.</summary>
    /// <param name="progress">The training behind it.</param>
    public void Step(in TrainingProgress progress)
    {
        TrainingLogEntry entry = EntryOf(progress);
        if (entry.Step % EverySteps == 0)
        {
            Keep(entry);
        }
    }

    /// <summary>Writes the end of an epoch.</summary>
    /// <param name="progress">The training behind it.</param>
    public void EpochEnd(in TrainingProgress progress) => Keep(EntryOf(progress) with { IsEpochEnd = true });

    /// <summary>Goes on behind a step with a training that a process has ended without saving all that it had done: what the log has of later steps is left out, since they are done again.</summary>
    /// <param name="step">The last step that was saved.</param>
    /// <param name="isEpochEnd">Whether the end of an epoch behind that was saved too.</param>
    public void GoOnBehind(long step, bool isEpochEnd)
    {
        try
        {
            DropBehind(step, isEpochEnd);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Writes a number of the user's. Logs that have no place for it do nothing.</summary>
    /// <param name="name">What it is called: <c>validation/f1</c>.</param>
    /// <param name="value">The number.</param>
    /// <param name="step">The steps done.</param>
    public void Scalar(string name, double value, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        try
        {
            WriteScalar(name, value, step);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Writes how values are distributed: a parameter's, a gradient's, a layer's outputs. Logs that have no place for it do nothing.</summary>
    /// <param name="name">What they are called: <c>conv1.weight</c>.</param>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="step">The steps done.</param>
    public void Histogram(string name, ReadOnlySpan<float> values, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        try
        {
            WriteHistogram(name, values, step);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Writes a picture. Logs that have no place for it do nothing.</summary>
    /// <param name="name">What it is called: <c>conv1 filters</c>.</param>
    /// <param name="png">A PNG file's bytes.</param>
    /// <param name="step">The steps done.</param>
    /// <exception cref="ArgumentException">They are not those of a PNG file.</exception>
    public void Image(string name, ReadOnlySpan<byte> png, long step)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        PngHeader header = PngHeader.Read(png);
        try
        {
            WriteImage(name, header, png, step);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Closes the log. Everything has been written before.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Writes a step or the end of an epoch. What it throws is kept and told.</summary>
    /// <param name="entry">What is written.</param>
    protected abstract void Write(in TrainingLogEntry entry);

    /// <summary>Leaves out what there is of steps that are done again. What it throws is kept and told.</summary>
    /// <param name="step">The last step that stays.</param>
    /// <param name="isEpochEnd">Whether the end of an epoch behind that stays too.</param>
    protected virtual void DropBehind(long step, bool isEpochEnd)
    {
    }

    /// <summary>Whether an entry is of what is done again.</summary>
    private protected static bool IsBehind(long entryStep, bool isOfEpochEnd, long step, bool isEpochEnd) => entryStep > step || (entryStep == step && isOfEpochEnd && !isEpochEnd);

    /// <summary>Writes a number of the user's.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">The number.</param>
    /// <param name="step">The steps done.</param>
    protected virtual void WriteScalar(string name, double value, long step)
    {
    }

    /// <summary>Writes how values are distributed.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="values">The values.</param>
    /// <param name="step">The steps done.</param>
    protected virtual void WriteHistogram(string name, ReadOnlySpan<float> values, long step)
    {
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="header">Its size and colours.</param>
    /// <param name="png">A PNG file's bytes.</param>
    /// <param name="step">The steps done.</param>
    protected virtual void WriteImage(string name, PngHeader header, ReadOnlySpan<byte> png, long step)
    {
    }

    private static TrainingLogEntry EntryOf(in TrainingProgress progress) => new(
        IsEpochEnd: false,
        progress.TotalEpochs,
        progress.TotalSteps,
        progress.Loss,
        progress.Accuracy,
        progress.LearningRate,
        progress.ValidationLoss,
        progress.ValidationAccuracy,
        progress.Elapsed.TotalSeconds);

    private void Keep(in TrainingLogEntry entry)
    {
        try
        {
            Write(entry);
            _isFailing = false;
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        LastError = exception;
        bool isTold = _isFailing;
        _isFailing = true;
        if (!isTold)
        {
            Failed?.Invoke(this, new ErrorEventArgs(exception));
        }
    }
}
