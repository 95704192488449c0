using System;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>Persistent threads that share the items of a task with the caller, without allocating.</summary>
/// <remarks>A crew that is forgotten without having been disposed of ends its threads when it is collected.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WorkerCrew : IDisposable
{
    private readonly CrewThreads? _threads;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">Threads that work, the caller's among them: at least 1.</param>
    public WorkerCrew(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _threads = new CrewThreads(threads);
    }

    /// <summary>Ends the threads of a crew that nobody has any more.</summary>
    ~WorkerCrew() => _threads?.End();

    /// <summary>Threads that work, the caller's among them.</summary>
    public int Threads { get; }

    /// <summary>Runs every item once and returns when all are done.</summary>
    /// <remarks>
    /// When items throw, the others are run nevertheless, and the exception of the lowest item number is thrown here, so that it does
    /// not depend on the threads' timing. A Thread.Interrupt of the caller is put off until all are done, but for the items it runs.
    /// </remarks>
    /// <param name="task">The task.</param>
    /// <param name="items">The number of items.</param>
    /// <exception cref="InvalidOperationException">The crew is running already: called from an item, or from a second thread.</exception>
    /// <exception cref="ObjectDisposedException">The crew was disposed.</exception>
    public void Run(CrewTask task, int items)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        _threads!.Run(task, items);

        // Nothing above needs the crew itself, and collected within a run it would end the threads that work for it.
        GC.KeepAlive(this);
    }

    /// <summary>Ends the threads and waits until they have.</summary>
    /// <exception cref="InvalidOperationException">The crew is running.</exception>
    public void Dispose()
    {
        _threads!.Dispose();
        GC.SuppressFinalize(this);
    }
}
