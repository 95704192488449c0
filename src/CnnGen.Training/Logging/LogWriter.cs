using System;
using System.Collections.Generic;
using System.IO;

namespace CnnGen;

/// <summary>Tells a call of Fit to all its logs, and what they cannot write to whoever listens.</summary>
internal sealed class LogWriter : IDisposable
{
    private readonly IReadOnlyList<TrainingLog> _logs;
    private readonly Action<string> _warn;

    /// <summary>Begins a call of Fit.</summary>
    /// <param name="logs">The logs.</param>
    /// <param name="warn">Told when a log cannot be written.</param>
    public LogWriter(IReadOnlyList<TrainingLog> logs, Action<string> warn)
    {
        _logs = logs;
        _warn = warn;
        foreach (TrainingLog log in logs)
        {
            log.Failed += OnFailed;
        }
    }

    /// <summary>Goes on with a training behind a step.</summary>
    public void GoOnBehind(long step, bool isEpochEnd)
    {
        foreach (TrainingLog log in _logs)
        {
            log.GoOnBehind(step, isEpochEnd);
        }
    }

    /// <summary>Writes a step.</summary>
    public void Step(in TrainingProgress progress)
    {
        foreach (TrainingLog log in _logs)
        {
            log.Step(progress);
        }
    }

    /// <summary>Writes the end of an epoch.</summary>
    public void EpochEnd(in TrainingProgress progress)
    {
        foreach (TrainingLog log in _logs)
        {
            log.EpochEnd(progress);
        }
    }

    /// <summary>Ends it; the logs stay open.</summary>
    public void Dispose()
    {
        foreach (TrainingLog log in _logs)
        {
            log.Failed -= OnFailed;
        }
    }

    private void OnFailed(object? sender, ErrorEventArgs error) => _warn($"{sender!.GetType().Name} could not be written: {error.GetException().Message}");
}
