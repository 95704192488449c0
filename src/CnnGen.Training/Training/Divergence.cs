using System;
using System.Globalization;

namespace CnnGen;

/// <summary>Looks for what made a step's numbers NaN or infinite, and says it. Looks once, when the training is over, so it may take its time.</summary>
/// <param name="graph">The training's graph.</param>
/// <param name="step">The step's number, from 1.</param>
/// <param name="epoch">The epoch's number, from 1.</param>
/// <param name="learningRate">The step's learning rate.</param>
internal readonly struct Divergence(TrainingGraph graph, long step, int epoch, double learningRate)
{
    private const string Kept = "the step was not taken, the network has the weights from before it";

    /// <summary>A loss that is NaN or infinite: because of a sample, a weight, or sums that became too large.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The batch's inputs.</param>
    /// <param name="samples">The batch's samples' numbers in the dataset.</param>
    public NotFiniteNumberException OfLoss(double loss, ReadOnlySpan<float> inputs, ReadOnlySpan<int> samples)
    {
        int element = NonFinite.IndexIn(inputs);
        if (element >= 0)
        {
            int inSample = element % graph.InputLength;
            return Fail(
                loss, $"the loss is {Text(loss)}, because sample {samples[element / graph.InputLength]} of the training set has {Text(inputs[element])} at element {inSample}");
        }

        foreach (ref readonly ParameterSegment segment in graph.Segments)
        {
            ReadOnlySpan<float> weights = graph.PackedWeights.Slice(segment.Offset, segment.Length);
            int weight = NonFinite.IndexIn(weights);
            if (weight >= 0)
            {
                return Fail(loss, $"the loss is {Text(loss)}, because parameter '{segment.Name}' holds {Text(weights[weight])}");
            }
        }

        (string name, float largest) = LargestWeight();
        return Fail(
            loss,
            $"the loss is {Text(loss)}, because the network's outputs overflow: its inputs and weights are finite, the largest weight is {Text(largest)} in '{name}'; expected a lower learning rate than {Text(learningRate)}, or inputs of usual size");
    }

    /// <summary>A loss that is NaN or infinite because of another process's part of the batch.</summary>
    /// <param name="loss">The loss of all.</param>
    public NotFiniteNumberException OfOthersLoss(double loss) => Fail(loss, $"the loss is {Text(loss)}, because of another process's samples: its message says why");

    /// <summary>The first parameter of a backward pass whose gradient is NaN or infinite; null where all are finite.</summary>
    /// <param name="packed">All gradients.</param>
    public NotFiniteNumberException? OfGradients(ReadOnlySpan<float> packed)
    {
        // Backward goes from the last layer to the first.
        for (int i = graph.Segments.Length - 1; i >= 0; i--)
        {
            ParameterSegment segment = graph.Segments[i];
            ReadOnlySpan<float> gradients = packed.Slice(segment.Offset, segment.Length);
            int place = segment.Trainable ? NonFinite.IndexIn(gradients) : -1;
            if (place >= 0)
            {
                (string name, float largest) = LargestWeight();
                return Fail(
                    gradients[place],
                    $"the gradient of '{segment.Name}' holds {Text(gradients[place])}; the largest weight is {Text(largest)} in '{name}'; expected a lower learning rate than {Text(learningRate)}, or inputs of usual size");
            }
        }

        return null;
    }

    /// <summary>The first parameter that the optimizer's own arithmetic made NaN or infinite; null where all are finite.</summary>
    public NotFiniteNumberException? OfWeights()
    {
        foreach (ref readonly ParameterSegment segment in graph.Segments)
        {
            ReadOnlySpan<float> weights = graph.PackedWeights.Slice(segment.Offset, segment.Length);
            int place = segment.Trainable ? NonFinite.IndexIn(weights) : -1;
            if (place >= 0)
            {
                return Fail(
                    weights[place],
                    $"the step made weights of '{segment.Name}' {Text(weights[place])}; expected a lower learning rate than {Text(learningRate)}",
                    "the network has these weights");
            }
        }

        return null;
    }

    private (string Name, float Weight) LargestWeight()
    {
        string name = "";
        float largest = 0;
        foreach (ref readonly ParameterSegment segment in graph.Segments)
        {
            foreach (float weight in graph.PackedWeights.Slice(segment.Offset, segment.Length))
            {
                if (name.Length == 0 || MathF.Abs(weight) > MathF.Abs(largest))
                {
                    (name, largest) = (segment.Name, weight);
                }
            }
        }

        return (name, largest);
    }

    private NotFiniteNumberException Fail(double number, string cause, string state = Kept) =>
        new(string.Create(CultureInfo.InvariantCulture, $"training stopped at step {step}, in epoch {epoch}: {cause} ({state})"), number);

    private static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
