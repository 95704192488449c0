using System;

namespace CnnGen;

/// <summary>A loss of single outputs, each of which has a number to be. The mean is over all outputs of all samples.</summary>
public abstract record ElementLoss : Loss
{
    private protected ElementLoss()
    {
    }

    /// <inheritdoc/>
    protected sealed override double Count(Targets targets, OutputShape shape) => targets.Length;

    /// <inheritdoc/>
    protected override void CheckTargets(Targets targets, OutputShape shape)
    {
        if (targets.AreLabels)
        {
            throw new ArgumentException(
                $"{GetType().Name} takes a number for each output as targets; labels were given: Dataset.OneHot turns labels into numbers", nameof(targets));
        }
    }

    /// <summary>Adds up a loss over all outputs of a batch, in double and in order, and writes its gradient.</summary>
    /// <typeparam name="TLoss">The loss of an output.</typeparam>
    /// <param name="loss">That.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">What they should be.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    /// <param name="divisor">What the gradient is divided by.</param>
    /// <param name="gradient">Receives the gradient.</param>
    private protected static double Sum<TLoss>(TLoss loss, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, OutputShape shape, double divisor, Span<float> gradient)
        where TLoss : struct, IElementLoss
    {
        double sum = 0;
        for (int first = 0, channel = 0; first < outputs.Length; first += shape.Positions, channel++)
        {
            channel = channel == shape.Channels ? 0 : channel;
            for (int i = first; i < first + shape.Positions; i++)
            {
                (double element, double slope) = loss.At(outputs[i], targets[i], channel);
                sum += element;
                gradient[i] = (float)(slope / divisor);
            }
        }

        return sum;
    }
}
