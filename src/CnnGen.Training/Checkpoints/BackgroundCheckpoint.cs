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

    /// <summary>Copies the training as it is and begins to write it, behind the file before.</summary>
    /// <param name="header">The text.</param>
    public void Begin(string header)
    {
        Wait();
        for (int i = 0; i < _copies.Length; i++)
        {
            _copies[i].CopyFrom(tensors[i]);
        }

        _writing = Task.Run(() => CheckpointFile.Write(path, _copies, header));
    }

    /// <summary>Waits until the file is written. A training is worth more than its checkpoint: what cannot be written is told, and the training goes on.</summary>
    public void Wait()
    {
        Task written = _writing;
        _writing = Task.CompletedTask;
        Task.WaitAny(written);
        if (written.Exception?.InnerException is { } exception)
        {
            onFailure(exception is IOException or UnauthorizedAccessException
                ? $"no checkpoint was written: {exception.Message}"
                : throw new InvalidOperationException("a checkpoint could not be written", exception));
        }
    }
}
