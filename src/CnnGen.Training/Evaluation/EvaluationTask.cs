using System;
using System.Linq;
using System.Threading;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>One evaluation: workers, each with a fork and buffers, take pieces of the dataset until none is left.</summary>
internal sealed class EvaluationTask<T> : CrewTask, IDisposable
    where T : class, INetwork<T>
{
    private const int PieceSamples = 64;

    private readonly Dataset _dataset;
    private readonly ProcessGroup? _group;
    private readonly int _rank;
    private readonly int _processes;
    private readonly CancellationToken _cancellationToken;
    private readonly Worker[] _workers;
    private readonly SampleScores? _scores;

    // One a piece, added up in order at the end: the sum must not depend on which worker took which piece.
    private readonly double[] _losses;
    private readonly double[] _divisors;
    private int _taken;

    public EvaluationTask(T network, Dataset dataset, int threads, Loss loss, ProcessGroup? group, CancellationToken cancellationToken)
    {
        _dataset = dataset;
        _group = group;
        (_rank, _processes) = group is null ? (0, 1) : (group.Rank, group.Size);
        _cancellationToken = cancellationToken;
        OutputInfo output = T.Info.Outputs[0];
        bool haveLabels = dataset.HasLabels(output.Name);
        _scores = haveLabels && OutputShape.Of(output).Positions == 1 ? new SampleScores(dataset.Count) : null;
        _losses = new double[(dataset.Count + PieceSamples - 1) / PieceSamples];
        _divisors = new double[_losses.Length];
        _workers = new Worker[Math.Min(threads, ((_losses.Length - 1) / _processes) + 1)];
        int samples = Math.Min(PieceSamples, dataset.Count);
        for (int worker = 0; worker < _workers.Length; worker++)
        {
            LossTerm term = new(output, loss, 1, samples, samples);
            term.Expect(haveLabels, areMixed: false);
            _workers[worker] = new Worker(network.Fork(), new float[checked(samples * T.InputLength)], term, []);
        }
    }

    public int Workers => _workers.Length;

    public Evaluation Result()
    {
        ConfusionCounts confusion = [];
        foreach (Worker worker in _workers)
        {
            confusion.Add(worker.Confusion);
        }

        if (_group is not null)
        {
            // Elsewhere all are zero, so these are sums of one number each.
            _group.AllReduce(_losses);
            _group.AllReduce(_divisors);
            confusion.AddFrom(_group);
            _scores?.AddFrom(_group);
        }

        return new Evaluation(OutputShape.Of(T.Info.Outputs[0]).Channels, _losses.Sum() / _divisors.Sum(), _dataset.Count, confusion, _scores);
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
        while ((piece = ((Interlocked.Increment(ref _taken) - 1) * _processes) + _rank) < _losses.Length)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EvaluatePiece(_workers[item], piece);
        }
    }

    private void EvaluatePiece(Worker worker, int piece)
    {
        int first = piece * PieceSamples;
        int samples = Math.Min(PieceSamples, _dataset.Count - first);
        Span<float> inputs = worker.Inputs.AsSpan(0, samples * T.InputLength);
        for (int sample = 0; sample < samples; sample++)
        {
            _dataset.Read(first + sample, inputs.Slice(sample * T.InputLength, T.InputLength));
            worker.Term.Read(_dataset, first + sample, sample, draw: null);
        }

        ReadOnlySpan<float> outputs = worker.Term.Outputs(samples).Span;
        worker.Network.Forward(inputs, worker.Term.Outputs(samples).Span);
        _divisors[piece] = worker.Term.Divisor(samples);
        _losses[piece] = worker.Term.Compute(0, samples, divisor: 1);
        worker.Term.Count(samples, worker.Confusion);
        for (int sample = 0; _scores is not null && sample < samples; sample++)
        {
            _scores.Set(first + sample, outputs.Slice(sample * T.OutputLength, T.OutputLength), worker.Term.Label(sample));
        }
    }

    /// <summary>What one thread works with.</summary>
    private sealed record Worker(T Network, float[] Inputs, LossTerm Term, ConfusionCounts Confusion);
}
