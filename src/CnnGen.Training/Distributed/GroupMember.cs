using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>What a call of Fit has where its process is one of a group: what is agreed on and summed in each step.</summary>
/// <param name="group">The processes.</param>
/// <param name="graph">The graph.</param>
/// <param name="accumulated">The gradients of the step's batches, where it has several.</param>
/// <param name="cancellationToken">Cancels the training, in all processes.</param>
internal sealed class GroupMember(ProcessGroup group, TrainingGraph graph, AlignedMemory? accumulated, CancellationToken cancellationToken) : IDisposable
{
    private readonly GradientExchange _exchange = new(group, graph, accumulated);
    private readonly double[] _score = new double[4];

    // Running estimates and the like, which no gradient changes.
    private readonly ParameterSegment[] _estimates = [.. EstimatesOf(graph)];
    private readonly AlignedMemory _estimateSums = new(EstimatesOf(graph).Sum(static segment => segment.Length));

    /// <summary>Why this process's loss is not a number; thrown when all know.</summary>
    public NotFiniteNumberException? Fault { get; set; }

    /// <summary>Whether the training was cancelled in any process, as all have known since the last step.</summary>
    public bool IsCancelled { get; private set; } = AnyOf(group, cancellationToken.IsCancellationRequested);

    /// <summary>Whether any process of a group asks for something.</summary>
    public static bool AnyOf(ProcessGroup group, bool asks)
    {
        double asking = asks ? 1 : 0;
        group.AllReduce(new Span<double>(ref asking));
        return asking > 0;
    }

    /// <summary>Adds up what the step's means divide by.</summary>
    public void SumDivisors(double[] divisors) => group.AllReduce(divisors);

    /// <summary>Says that a batch goes backward now: gradients of the step's last one are exchanged as they become complete.</summary>
    public void BeginBackward(in BatchOfStep batch)
    {
        if (batch.IsLast)
        {
            _exchange.Begin(isFirstBatch: batch.Number == 0);
        }
    }

    /// <summary>Takes part in a batch of which no sample is this process's. It is the step's last one: others are whole.</summary>
    public void AddNothing(in BatchOfStep batch) => _exchange.BeginWithout(isFirstBatch: batch.Number == 0);

    /// <summary>Waits for the gradients of all, and adds up what the step came to.</summary>
    public StepScore EndBackward(in StepScore own)
    {
        _exchange.Wait();
        (_score[0], _score[1], _score[2], _score[3]) = (own.Loss, own.Correct, own.Counted, cancellationToken.IsCancellationRequested ? 1 : 0);
        group.AllReduce(_score);
        IsCancelled = _score[3] > 0;
        return new StepScore(_score[0], (int)_score[1], (int)_score[2]);
    }

    /// <summary>Gives all processes the mean of their running estimates.</summary>
    /// <param name="isIncluded">Whether this process has seen the step's last batch.</param>
    /// <param name="included">How many have.</param>
    public void AverageEstimates(bool isIncluded, int included)
    {
        if (_estimates.Length == 0)
        {
            return;
        }

        Span<float> sums = _estimateSums.Span;
        sums.Clear();
        Copy(sums, toWeights: false, isIncluded ? _estimates : []);
        group.AllReduce(sums);
        foreach (ref float sum in sums)
        {
            // Not multiplied by the reciprocal: what is the same everywhere stays what it is.
            sum /= included;
        }

        Copy(sums, toWeights: true, _estimates);
    }

    /// <summary>Ends the exchange.</summary>
    public void Dispose() => _exchange.Dispose();

    private static IEnumerable<ParameterSegment> EstimatesOf(TrainingGraph graph) =>
        graph.Segments.ToArray().Where(segment => !graph.Gradients.TryGet(segment.Name, out _));

    private void Copy(Span<float> sums, bool toWeights, ReadOnlySpan<ParameterSegment> segments)
    {
        foreach (ref readonly ParameterSegment segment in segments)
        {
            Span<float> weights = graph.PackedWeights.Slice(segment.Offset, segment.Length);
            if (toWeights)
            {
                sums[..segment.Length].CopyTo(weights);
            }
            else
            {
                weights.CopyTo(sums);
            }

            sums = sums[segment.Length..];
        }
    }
}
