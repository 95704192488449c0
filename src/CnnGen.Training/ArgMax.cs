using System;

namespace CnnGen;

/// <summary>From scores to predicted labels.</summary>
internal static class ArgMax
{
    /// <summary>The class with the highest score; the first of equal ones.</summary>
    public static int Of(ReadOnlySpan<float> scores) => Of(scores, 0, new OutputShape(scores.Length));

    /// <summary>How many labels are the classes with the highest scores, and how many are classes at all: others are ignored ones.</summary>
    /// <param name="outputs">The outputs, sample by sample.</param>
    /// <param name="labels">A label for each position of each sample.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    public static (int Correct, int Counted) CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, OutputShape shape)
    {
        int correct = 0;
        int counted = 0;
        for (int place = 0; place < labels.Length; place++)
        {
            if ((uint)labels[place] < (uint)shape.Channels)
            {
                correct += At(outputs, place, shape) == labels[place] ? 1 : 0;
                counted++;
            }
        }

        return (correct, counted);
    }

    /// <summary>The class with the highest score at a position; the first of equal ones.</summary>
    /// <param name="outputs">The outputs, sample by sample.</param>
    /// <param name="place">The position, counted over all samples.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    public static int At(ReadOnlySpan<float> outputs, int place, OutputShape shape)
    {
        (int sample, int position) = Math.DivRem(place, shape.Positions);
        return Of(outputs.Slice(sample * shape.Length, shape.Length), position, shape);
    }

    private static int Of(ReadOnlySpan<float> scores, int position, OutputShape shape)
    {
        int best = 0;
        for (int c = 1; c < shape.Channels; c++)
        {
            if (scores[(c * shape.Positions) + position] > scores[(best * shape.Positions) + position])
            {
                best = c;
            }
        }

        return best;
    }
}
