using System;

namespace CnnGen;

/// <summary>From scores to predicted labels.</summary>
internal static class ArgMax
{
    /// <summary>The class with the highest score; the first of equal ones.</summary>
    public static int Of(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int c = 1; c < scores.Length; c++)
        {
            if (scores[c] > scores[best])
            {
                best = c;
            }
        }

        return best;
    }

    /// <summary>How many samples of a batch have their highest score at their label.</summary>
    public static int CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int classes)
    {
        int correct = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            correct += Of(outputs.Slice(sample * classes, classes)) == labels[sample] ? 1 : 0;
        }

        return correct;
    }
}
