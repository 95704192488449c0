using System;
using System.Threading;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Runs networks over labelled datasets.</summary>
public static class Evaluator
{
    /// <summary>Computes accuracy, loss, confusion matrix and calibration of a network. The result does not depend on the number of threads.</summary>
    /// <remarks>Each thread works on a fork of the network; the network itself is not run.</remarks>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The samples; its <see cref="Dataset.Read(int, Span{float})"/> is called by several threads at once.</param>
    /// <param name="threads">Threads that work, the caller's among them; all processors if not given.</param>
    /// <param name="loss">The loss to compute; <see cref="Loss.SoftmaxCrossEntropy"/> if not given.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentException">The dataset is empty, or its samples or labels are not ones for the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Evaluation Evaluate<T>(
        T network, Dataset dataset, int? threads = null, Loss? loss = null, CancellationToken cancellationToken = default)
        where T : class, INetwork<T> => Evaluate(network, dataset, threads, loss, null, cancellationToken);

    /// <summary>Computes the same, each process of a group a share of it.</summary>
    internal static Evaluation Evaluate<T>(
        T network, Dataset dataset, int? threads, Loss? loss, ProcessGroup? group, CancellationToken cancellationToken)
        where T : class, INetwork<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetGuard.Check<T>(dataset, nameof(dataset));
        int workers = threads ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1, nameof(threads));

        using EvaluationTask<T> task = new(network, dataset, workers, loss ?? Loss.SoftmaxCrossEntropy, group, cancellationToken);
        using WorkerCrew crew = new(task.Workers);
        crew.Run(task, task.Workers);
        return task.Result();
    }
}
