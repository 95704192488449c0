using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace CnnGen;

/// <summary>Writes checkpoints on another thread: the training goes on as soon as its tensors are copied.</summary>
/// <param name="graph">The training's graph.</param>
/// <param name="tensors">The training's tensors.</param>
/// <param name="path">The file.</param>
/// <param name="onFailure">Told, on the training's thread, when a file could not be written.</param>
internal sealed class BackgroundCheckpoint(TrainingGraph graph, IReadOnlyList<StateTensors> tensors, string path, Action<string> onFailure)
{
    // Made once; a training takes the memory of a second one for it.
    private readonly StateTensors[] _copies = [.. tensors.Select(state => state.CreateCopy(graph))];
    private Task _writing = Task.CompletedTask;

    /// <summary>Whether a file is still being written: another one then has to wait.</summary>
    public bool IsBusy
    {
        get
        {
            if (!_writing.IsCompleted)
            {
                return true;
            }

            Collect();
            return false;
        }
    }

    /// <summary>Copies the training as it is and begins to write it. Not while busy.</summary>
    /// <param name="header">The text.</param>
    public void Begin(string header)
    {
        for (int i = 0; i < _copies.Length; i++)
        {
            _copies[i].CopyFrom(tensors[i]);
        }

        _writing = Task.Run(() => CheckpointFile.Write(path, _copies, header));
    }

    /// <summary>Waits until the file is written.</summary>
    public void Wait()
    {
        ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne();
        Collect();
    }

    /// <summary>A training is worth more than its checkpoint: what cannot be written is told, and the training goes on.</summary>
    private void Collect()
    {
        Task written = _writing;
        _writing = Task.CompletedTask;
        if (written.Exception?.InnerException is { } exception)
        {
            onFailure(exception is IOException or UnauthorizedAccessException
                ? $"no checkpoint was written: {exception.Message}"
                : throw new InvalidOperationException("a checkpoint could not be written", exception));
        }
    }
}
