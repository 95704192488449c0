using System;

namespace CnnGen;

/// <summary>What losses of single outputs have in common.</summary>
internal static class ElementLosses
{
    /// <summary>Adds up a loss over all outputs of a batch, in double and in order, and writes its gradient.</summary>
    /// <typeparam name="TLoss">The loss of an output.</typeparam>
    /// <param name="loss">That.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">What they should be.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    /// <param name="divisor">What the gradient is divided by.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public static double Sum<TLoss>(TLoss loss, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, OutputShape shape, double divisor, Span<float> gradient)
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

    /// <summary>Checks that targets are numbers.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="loss">The loss that takes them.</param>
    /// <exception cref="ArgumentException">They are labels.</exception>
    public static void CheckTargets(Targets targets, Loss loss)
    {
        if (targets.AreLabels)
        {
            throw new ArgumentException(
                $"{loss.GetType().Name} takes a number for each output as targets; labels were given: Dataset.OneHot turns labels into numbers", nameof(targets));
        }
    }
}
