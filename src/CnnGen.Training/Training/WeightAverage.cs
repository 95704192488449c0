using System;

namespace CnnGen;

/// <summary>An average of the weights over the time of a training, which often does better than the last weights do.</summary>
/// <remarks>PyTorch's <c>AveragedModel</c>. Estimates that no gradient changes, a BatchNorm's, are those of the last step taken into it.</remarks>
public sealed record WeightAverage
{
    private WeightAverage(double? decay, int firstEpoch)
    {
        Decay = decay;
        FirstEpoch = firstEpoch;
    }

    /// <summary>The share of the average that a step keeps; null where all epochs count the same.</summary>
    public double? Decay { get; }

    /// <summary>The epoch, from 1, with which it begins.</summary>
    public int FirstEpoch { get; }

    /// <summary>After each step <c>a = decay * a + (1 - decay) * w</c>: Polyak and Juditsky 1992 in its exponential form. It begins with the first step's weights.</summary>
    /// <param name="decay">In [0, 1): with 0.999 it reaches about a thousand steps back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is outside [0, 1).</exception>
    public static WeightAverage Exponential(double decay = 0.999) => new(ArgumentGuard.Fraction(decay), 1);

    /// <summary>The mean of the weights at the ends of epochs: Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization".</summary>
    /// <param name="firstEpoch">The first epoch, counted from 1, that counts: usually one at three quarters of the training.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is below 1.</exception>
    public static WeightAverage OfEpochs(int firstEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstEpoch, 1);
        return new WeightAverage(null, firstEpoch);
    }
}
