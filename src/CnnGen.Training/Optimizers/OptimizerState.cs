using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>What an optimizer remembers of one training: its slots and the number of steps. One thread may use it at a time.</summary>
public abstract class OptimizerState
{
    private readonly Optimizer _optimizer;
    private readonly OptimizerSlot[] _slots;

    /// <summary>For optimizers.</summary>
    /// <param name="optimizer">The description.</param>
    /// <param name="floats">Floats of the packed weights.</param>
    /// <param name="slots">The names of what is remembered of each weight; all zero at first.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    protected OptimizerState(Optimizer optimizer, int floats, params ReadOnlySpan<string> slots)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(floats);
        _optimizer = optimizer;
        Floats = floats;
        _slots = new OptimizerSlot[slots.Length];
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot] = new OptimizerSlot(slots[slot], floats);
        }
    }

    /// <summary>Floats of the packed weights.</summary>
    public int Floats { get; }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>What is remembered of each weight. With <see cref="StepCount"/> it is the whole state.</summary>
    public IReadOnlyList<OptimizerSlot> Slots => _slots;

    /// <summary>Changes the weights of every trainable segment by one step, each as the optimizer says. Allocates nothing.</summary>
    /// <remarks>A weight that is zero and has had only zero gradients stays zero, so that padding floats do.</remarks>
    /// <param name="weights">The packed weights: <see cref="Floats"/> floats.</param>
    /// <param name="gradients">The packed gradients of the loss: <see cref="Floats"/> floats.</param>
    /// <param name="segments">Where each parameter lies; those that are not trainable are left as they are.</param>
    /// <param name="learningRate">The rate of this step, the schedule's factor included.</param>
    /// <exception cref="ArgumentException">A length is not <see cref="Floats"/>, or a segment lies outside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, NaN or infinite.</exception>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterSegment> segments, double learningRate) =>
        Step(weights, gradients, segments, [], GradientTransform.None, learningRate);

    /// <summary>Changes the weights of every trainable segment by one step, each in a way of its own. Allocates nothing.</summary>
    /// <param name="weights">The packed weights: <see cref="Floats"/> floats.</param>
    /// <param name="gradients">The packed gradients of the loss: <see cref="Floats"/> floats.</param>
    /// <param name="segments">Where each parameter lies; those that are not trainable are left as they are.</param>
    /// <param name="settings">How each of the segments is treated, or nothing: all as the optimizer says.</param>
    /// <param name="transform">What is done to gradients first.</param>
    /// <param name="learningRate">The rate of this step, the schedule's factor included.</param>
    /// <exception cref="ArgumentException">A length is not <see cref="Floats"/>, or a segment lies outside, or there are not as many settings as segments.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, NaN or infinite.</exception>
    public void Step(
        Span<float> weights,
        ReadOnlySpan<float> gradients,
        ReadOnlySpan<ParameterSegment> segments,
        ReadOnlySpan<SegmentSettings> settings,
        GradientTransform transform,
        double learningRate)
    {
        ArgumentGuard.NonNegative(learningRate);
        CheckLengths(weights, gradients, segments, settings);
        StepCount++;
        Begin();
        for (int place = 0; place < segments.Length; place++)
        {
            ParameterSegment segment = segments[place];
            if (segment.Trainable)
            {
                SegmentSettings own = settings.IsEmpty ? _optimizer.Settings : settings[place];
                SegmentStep step = new(segment.Offset, learningRate * own.LearningRateFactor, own.WeightDecay, own.L1, transform);
                Update(weights.Slice(segment.Offset, segment.Length), gradients.Slice(segment.Offset, segment.Length), step);
            }
        }
    }

    /// <summary>Goes to where a training was: the slots' values are set by the caller.</summary>
    /// <param name="stepCount">The number of steps taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public void Restore(long stepCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        StepCount = stepCount;
        OnRestored();
    }

    /// <summary>Works out what all segments of the step have in common. <see cref="StepCount"/> is 1 in the first step.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Works out anew what follows from <see cref="StepCount"/> alone, as it was behind that many steps.</summary>
    protected virtual void OnRestored()
    {
    }

    /// <summary>Steps one segment.</summary>
    /// <param name="weights">Its weights.</param>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="step">How.</param>
    protected abstract void Update(Span<float> weights, ReadOnlySpan<float> gradients, in SegmentStep step);

    /// <summary>All are checked before any is stepped: a step is done as a whole or not at all.</summary>
    private void CheckLengths(ReadOnlySpan<float> weights, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterSegment> segments, ReadOnlySpan<SegmentSettings> settings)
    {
        if (weights.Length != Floats || gradients.Length != Floats)
        {
            throw new ArgumentException(
                $"weights has {weights.Length} floats and gradients has {gradients.Length}; this state is for {Floats} of each");
        }

        if (!settings.IsEmpty && settings.Length != segments.Length)
        {
            throw new ArgumentException($"there are {settings.Length} settings; {segments.Length} segments take one each, or none", nameof(settings));
        }

        foreach (ref readonly ParameterSegment segment in segments)
        {
            if (segment.Offset < 0 || segment.Length < 0 || segment.Length > Floats - segment.Offset)
            {
                throw new ArgumentException(
                    $"segment '{segment.Name}' has {segment.Length} floats at {segment.Offset}; the weights have {Floats}", nameof(segments));
            }
        }
    }
}
