using System;

namespace CnnGen;

/// <summary>What an optimizer remembers of one training: momenta and the number of steps. One thread may use it at a time.</summary>
public abstract class OptimizerState
{
    /// <summary>For optimizers.</summary>
    /// <param name="floats">Floats of the packed weights.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    protected OptimizerState(int floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(floats);
        Floats = floats;
    }

    /// <summary>Floats of the packed weights.</summary>
    public int Floats { get; }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Changes the weights of every trainable segment by one step. Allocates nothing.</summary>
    /// <remarks>A weight that is zero and has had only zero gradients stays zero, so that padding floats do.</remarks>
    /// <param name="weights">The packed weights: <see cref="Floats"/> floats.</param>
    /// <param name="gradients">The packed gradients of the loss: <see cref="Floats"/> floats.</param>
    /// <param name="segments">Where each parameter lies; those that are not trainable are left as they are.</param>
    /// <param name="learningRate">The rate of this step, the schedule's factor included.</param>
    /// <exception cref="ArgumentException">A length is not <see cref="Floats"/>, or a segment lies outside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, NaN or infinite.</exception>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterSegment> segments, double learningRate)
    {
        ArgumentGuard.NonNegative(learningRate);
        if (weights.Length != Floats || gradients.Length != Floats)
        {
            throw new ArgumentException(
                $"weights has {weights.Length} floats and gradients has {gradients.Length}; this state is for {Floats} of each");
        }

        // All are checked before any is stepped: a step is done as a whole or not at all.
        foreach (ref readonly ParameterSegment segment in segments)
        {
            if (segment.Offset < 0 || segment.Length < 0 || segment.Length > Floats - segment.Offset)
            {
                throw new ArgumentException(
                    $"segment '{segment.Name}' has {segment.Length} floats at {segment.Offset}; the weights have {Floats}", nameof(segments));
            }
        }

        StepCount++;
        Begin(learningRate);
        foreach (ref readonly ParameterSegment segment in segments)
        {
            if (segment.Trainable)
            {
                Update(weights.Slice(segment.Offset, segment.Length), gradients.Slice(segment.Offset, segment.Length), segment.Offset);
            }
        }
    }

    /// <summary>Works out what all segments of the step have in common. <see cref="StepCount"/> is 1 in the first step.</summary>
    /// <param name="learningRate">The rate of this step.</param>
    protected abstract void Begin(double learningRate);

    /// <summary>Steps one segment.</summary>
    /// <param name="weights">Its weights.</param>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="offset">Its first float among the packed weights.</param>
    protected abstract void Update(Span<float> weights, ReadOnlySpan<float> gradients, int offset);
}
