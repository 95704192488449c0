using System;
using CnnGen.Runtime;

namespace CnnGen;

/// <content>One step: batches forward and backward, and what the optimizer makes of their gradients.</content>
public sealed partial class Trainer<T>
{
    private readonly LossTerm[] _terms;
    private readonly double[] _divisors;
    private readonly int[] _furtherPlaces;
    private readonly Memory<float>[] _furtherOutputs;
    private readonly ReadOnlyMemory<float>[] _furtherGradients;
    private readonly SegmentSettings[] _settings;
    private readonly AlignedMemory? _accumulated;

    /// <summary>Takes one optimizer step on a batch. Allocates nothing.</summary>
    /// <remarks>
    /// A loss that is NaN or infinite is returned, and the step taken nevertheless, as in PyTorch; <see cref="Fit"/> stops instead.
    /// Every output that has a loss is to tell the same labels.
    /// </remarks>
    /// <param name="inputs">N * InputLength elements, N from 1 to the batch size times the accumulated batches.</param>
    /// <param name="labels">N labels from 0 to OutputLength - 1.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the same number of samples, or there are none or too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of the network's; no weight was changed.</exception>
    /// <exception cref="InvalidOperationException">The schedule counts epochs, and <see cref="StepsPerEpoch"/> is not known; or the trainer is one of a <see cref="TrainerOptions.Group"/>, where <see cref="Fit"/> takes the steps.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public double Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => Step(inputs, new Targets(labels));

    /// <summary>Takes one optimizer step on a batch. Allocates nothing behind the first step with targets of a kind.</summary>
    /// <param name="inputs">N * InputLength elements, N from 1 to the batch size times the accumulated batches.</param>
    /// <param name="targets">The targets of N samples: labels, one a position of the outputs; or numbers, one an output.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the same number of samples, or there are none or too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of the network's; no weight was changed.</exception>
    /// <exception cref="InvalidOperationException">The schedule counts epochs, and <see cref="StepsPerEpoch"/> is not known; or the trainer is one of a <see cref="TrainerOptions.Group"/>, where <see cref="Fit"/> takes the steps.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public double Step(ReadOnlySpan<float> inputs, Targets targets)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Options.Group is not null)
        {
            throw new InvalidOperationException("Step is for a process on its own: where a group trains together, Fit and FitSteps take the steps, each process with its part of the batch");
        }

        string kind = targets.AreLabels ? "labels" : "target values";
        int each = targets.AreLabels ? _terms[0].Positions : _terms[0].Length;
        if (targets.Length == 0 || targets.Length % each != 0 || targets.Length / each > StepSize)
        {
            string whole = each == 1 ? "" : $" times {each}";
            string limit = Options.AccumulatedBatches == 1 ? "the batch size" : "the batch size times the accumulated batches";
            throw new ArgumentException($"there are {targets.Length} {kind}; a step takes 1 to {StepSize}{whole}, {limit}", nameof(targets));
        }

        int samples = targets.Length / each;
        if (inputs.Length != (long)samples * T.InputLength)
        {
            throw new ArgumentException(
                $"inputs has {inputs.Length} elements; {samples} samples of {T.InputLength} have {(long)samples * T.InputLength}", nameof(inputs));
        }

        foreach (LossTerm term in _terms)
        {
            if ((targets.AreLabels ? term.Positions : term.Length) != each)
            {
                throw new ArgumentException($"the output '{term.Name}' has another shape than the network's own; a step has the same targets for both: train it by Fit", nameof(targets));
            }

            term.Expect(targets.AreLabels, areMixed: false);
            term.Set(targets);
        }

        return TakeStep(inputs, samples, [], watch: null, LearningRate).Loss;
    }

    /// <summary>The step itself, on what was checked; the targets are in the terms.</summary>
    /// <param name="inputs">The inputs of this process's samples.</param>
    /// <param name="samples">The number of samples of all processes.</param>
    /// <param name="numbers">This process's samples' numbers in the dataset, where numbers are watched.</param>
    /// <param name="watch">Says why numbers are not finite, which ends the training then; null where it does not.</param>
    /// <param name="learningRate">The step's rate.</param>
    private StepScore TakeStep(ReadOnlySpan<float> inputs, int samples, ReadOnlySpan<int> numbers, Divergence? watch, double learningRate)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            _divisors[i] = _terms[i].Divisor(_part.CountOfStep(samples));
        }

        _member?.SumDivisors(_divisors);
        StepScore score = default;
        BatchOfStep batch;
        int number = 0;
        do
        {
            batch = _part.BatchAt(number++, samples);
            ReadOnlySpan<float> own = inputs.Slice(batch.First * T.InputLength, batch.Count * T.InputLength);
            score = score.With(RunBatch(own, batch, watch, numbers.IsEmpty ? [] : numbers.Slice(batch.First, batch.Count)));
        }
        while (!batch.IsLast);

        ReadOnlySpan<float> gradients = _accumulated is null ? _graph.PackedGradients : _accumulated.Span;
        score = _member is null ? score : EndStepOfGroup(_member, score, samples, watch);
        _optimizer.Step(_graph.PackedWeights, gradients, _graph.Segments, _settings, TransformOf(gradients), learningRate);
        _graph.WeightsChanged();
        _counters.StepCount++;
        if (watch?.OfWeights() is { } overflow)
        {
            throw Alike(overflow);
        }

        _average?.StepEnded(_graph.PackedWeights, _graph.Segments);
        return score;
    }

    /// <summary>Takes a batch forward and backward, and its gradients into the step's.</summary>
    private StepScore RunBatch(ReadOnlySpan<float> inputs, in BatchOfStep batch, Divergence? watch, ReadOnlySpan<int> numbers)
    {
        if (batch.Count == 0)
        {
            _member!.AddNothing(batch);
            return default;
        }

        // Of a step of several batches each has dropout masks of its own.
        _graph.Step = (StepCount * Options.AccumulatedBatches) + batch.Number;
        _graph.FirstSample = batch.Place;
        for (int i = 0; i < _furtherPlaces.Length; i++)
        {
            _furtherOutputs[_furtherPlaces[i]] = _terms[i + 1].Outputs(batch.Count);
            _furtherGradients[_furtherPlaces[i]] = _terms[i + 1].Gradient(batch.Count);
        }

        _graph.Forward(inputs, _terms[0].Outputs(batch.Count).Span, _furtherOutputs);
        double loss = 0;
        for (int i = 0; i < _terms.Length; i++)
        {
            loss += _terms[i].Compute(batch.First, batch.Count, _divisors[i]);
        }

        if (watch is { } lossWatch && !double.IsFinite(loss))
        {
            EndUnlessInGroup(lossWatch.OfLoss(loss, inputs, numbers));
        }

        _member?.BeginBackward(batch);
        _graph.Backward(_terms[0].Gradient(batch.Count).Span, [], _furtherGradients);
        if (_member is null && watch?.OfGradients(_graph.PackedGradients) is { } fault)
        {
            throw fault;
        }

        if (_member is null || !batch.IsLast)
        {
            Accumulate(batch.Number == 0);
        }

        (int correct, int counted) = _terms[0].CountCorrect(batch.First, batch.Count);
        return new StepScore(loss, correct, counted);
    }

    private void Accumulate(bool isFirst)
    {
        if (_accumulated is null)
        {
            return;
        }

        if (isFirst)
        {
            _graph.PackedGradients.CopyTo(_accumulated.Span);
        }
        else
        {
            _graph.AddGradientsTo(_accumulated.Span);
        }
    }

    /// <summary>What is done to the gradients of a step before the optimizer uses them.</summary>
    private GradientTransform TransformOf(ReadOnlySpan<float> gradients)
    {
        // PyTorch's own: the norm of zero is divided by too.
        const double Least = 1e-6;
        double limit = Options.ClipValue ?? double.PositiveInfinity;
        return Options.ClipNorm is { } most ? new GradientTransform(Math.Min(1, most / (NormOf(gradients) + Least)), limit) : new GradientTransform(1, limit);
    }

    private double NormOf(ReadOnlySpan<float> gradients)
    {
        double squares = 0;
        foreach (ref readonly ParameterSegment segment in _graph.Segments)
        {
            squares += segment.Trainable ? Spans.SumOfSquares(gradients.Slice(segment.Offset, segment.Length)) : 0;
        }

        return Math.Sqrt(squares);
    }
}
