using System;
using System.Threading;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>One evaluation: workers, each with a fork and buffers, take pieces of the dataset until none is left.</summary>
internal sealed class EvaluationTask<T> : CrewTask, IDisposable
    where T : class, INetwork<T>
{
    private const int PieceSamples = 64;

    private readonly Dataset _dataset;
    private readonly Loss _loss;
    private readonly CancellationToken _cancellationToken;
    private readonly Worker[] _workers;
    private readonly int[] _labels;
    private readonly SampleScores _scores;

    // One a piece, added up in order at the end: the sum must not depend on which worker took which piece.
    private readonly double[] _losses;
    private int _taken;

    public EvaluationTask(T network, Dataset dataset, int threads, Loss loss, CancellationToken cancellationToken)
    {
        _dataset = dataset;
        _loss = loss;
        _cancellationToken = cancellationToken;
        _labels = new int[dataset.Count];
        _scores = new SampleScores(dataset.Count);
        _losses = new double[(dataset.Count + PieceSamples - 1) / PieceSamples];
        _workers = new Worker[Math.Min(threads, _losses.Length)];
        int samples = Math.Min(PieceSamples, dataset.Count);
        for (int worker = 0; worker < _workers.Length; worker++)
        {
            float[] inputs = new float[checked(samples * T.InputLength)];
            float[] outputs = new float[checked(samples * T.OutputLength)];
            _workers[worker] = new Worker(network.Fork(), inputs, outputs, Gradient: new float[outputs.Length]);
        }
    }

    public int Workers => _workers.Length;

    public Evaluation Result()
    {
        double loss = 0;
        foreach (double piece in _losses)
        {
            loss += piece;
        }

        return new Evaluation(T.OutputLength, loss / _labels.Length, _labels, _scores);
    }

    public void Dispose()
    {
        foreach (Worker worker in _workers)
        {
            worker.Network.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Execute(int item)
    {
        int piece;
        while ((piece = Interlocked.Increment(ref _taken) - 1) < _losses.Length)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EvaluatePiece(_workers[item], piece);
        }
    }

    private void EvaluatePiece(Worker worker, int piece)
    {
        int first = piece * PieceSamples;
        int samples = Math.Min(PieceSamples, _labels.Length - first);
        Span<float> inputs = worker.Inputs.AsSpan(0, samples * T.InputLength);
        Span<float> outputs = worker.Outputs.AsSpan(0, samples * T.OutputLength);
        Span<int> labels = _labels.AsSpan(first, samples);
        for (int sample = 0; sample < samples; sample++)
        {
            _dataset.Read(first + sample, inputs.Slice(sample * T.InputLength, T.InputLength));
            labels[sample] = _dataset.Label(first + sample);
        }

        worker.Network.Forward(inputs, outputs);
        _losses[piece] = samples * _loss.Compute(outputs, labels, T.OutputLength, worker.Gradient.AsSpan(0, outputs.Length));
        for (int sample = 0; sample < samples; sample++)
        {
            _scores.Set(first + sample, outputs.Slice(sample * T.OutputLength, T.OutputLength), labels[sample]);
        }
    }

    /// <summary>What one thread works with.</summary>
    private sealed record Worker(T Network, float[] Inputs, float[] Outputs, float[] Gradient);
}
