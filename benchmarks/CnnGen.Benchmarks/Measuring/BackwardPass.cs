using System;
using System.Diagnostics;
using CnnGen.Benchmarks.Cases;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>The backward pass of a training graph; the forward pass that comes before each is not timed.</summary>
internal sealed class BackwardPass : IContestant
{
    private readonly IDisposable _network;
    private readonly TrainingGraph _graph;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _dy;
    private readonly float[] _dx;

    private BackwardPass(IDisposable network, TrainingGraph graph, float[] x, float[] y, float[] dx)
    {
        _network = network;
        _graph = graph;
        _x = x;
        _y = y;
        _dy = SampleData.Uniform(y.Length);
        _dx = dx;
    }

    /// <summary>Makes it for a network.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="batch">Samples of a pass.</param>
    /// <param name="threads">Threads that work on it.</param>
    /// <param name="byInput">Whether it computes the gradient by the input and nothing else; else those by the weights and nothing else.</param>
    public static BackwardPass Of<TNetwork>(int batch, int threads, bool byInput)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        TrainingGraph graph = network.CreateTrainingGraph(batch);
        graph.Threads = threads;
        if (byInput)
        {
            graph.Freeze(static _ => true);
        }

        float[] x = SampleData.Uniform(batch * TNetwork.InputLength);
        return new BackwardPass(network, graph, x, new float[batch * TNetwork.OutputLength], byInput ? new float[x.Length] : []);
    }

    /// <inheritdoc/>
    public string Name => "CnnGen";

    /// <inheritdoc/>
    public double Time(int iterations)
    {
        TimeSpan time = TimeSpan.Zero;
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            _graph.Forward(_x, _y);
            long start = Stopwatch.GetTimestamp();
            _graph.Backward(_dy, _dx);
            time += Stopwatch.GetElapsedTime(start);
        }

        return time.TotalNanoseconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _graph.Dispose();
        _network.Dispose();
    }
}
