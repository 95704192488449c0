using System;
using System.Linq;

namespace CnnGen;

/// <summary>What an evaluation keeps of each sample's outputs, in arrays over the dataset: threads write the places of their own samples.</summary>
internal sealed class SampleScores
{
    private readonly int[] _predictions;
    private readonly int[] _ranks;
    private readonly float[] _confidences;

    /// <param name="samples">The number of samples.</param>
    public SampleScores(int samples)
    {
        _predictions = new int[samples];
        _ranks = new int[samples];
        _confidences = new float[samples];
    }

    /// <summary>The class with the highest output; the first of equal ones.</summary>
    public ReadOnlySpan<int> Predictions => _predictions;

    /// <summary>How many classes come before the label's; 0 where that is the predicted one.</summary>
    public ReadOnlySpan<int> Ranks => _ranks;

    /// <summary>The softmax of the predicted class's output.</summary>
    public ReadOnlySpan<float> Confidences => _confidences;

    /// <summary>Keeps what is needed of one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="outputs">Its outputs, one a class.</param>
    /// <param name="label">Its class.</param>
    public void Set(int sample, ReadOnlySpan<float> outputs, int label)
    {
        int prediction = ArgMax.Of(outputs);
        _predictions[sample] = prediction;
        _ranks[sample] = prediction == label ? 0 : RankOf(outputs, label);
        _confidences[sample] = ConfidenceOf(outputs, prediction);
    }

    /// <summary>Takes what the other processes of a group have set, each for samples of its own; all of them call it.</summary>
    public void AddFrom(ProcessGroup group)
    {
        group.AllReduce(_confidences);
        AddFrom(group, _predictions);
        AddFrom(group, _ranks);
    }

    /// <summary>Numbers of classes: floats hold those to 2^24.</summary>
    private static void AddFrom(ProcessGroup group, int[] numbers)
    {
        float[] sums = [.. numbers.Select(static number => (float)number)];
        group.AllReduce(sums);
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (int)sums[i];
        }
    }

    /// <summary>How many classes come before one: those with a higher output, and those before it with an equal one, as <see cref="ArgMax"/> takes the first.</summary>
    private static int RankOf(ReadOnlySpan<float> outputs, int label)
    {
        float own = outputs[label];
        int rank = 0;
        for (int c = 0; c < outputs.Length; c++)
        {
            // Asked this way so that what is NaN never makes a sample look better.
            bool isBehind = own > outputs[c] || (own == outputs[c] && label <= c);
            rank += isBehind || c == label ? 0 : 1;
        }

        return rank;
    }

    private static float ConfidenceOf(ReadOnlySpan<float> outputs, int prediction)
    {
        double highest = outputs[prediction];
        double sum = 0;
        foreach (float output in outputs)
        {
            sum += Math.Exp(output - highest);
        }

        return (float)(1 / sum);
    }
}
