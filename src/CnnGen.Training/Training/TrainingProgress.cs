using System;

namespace CnnGen;

/// <summary>Where a training is.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Epochs">Epochs of this call of Fit.</param>
/// <param name="Step">Steps done of the epoch.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
/// <param name="SamplesSeen">Samples that this call of Fit has trained on, each as often as it was used.</param>
/// <param name="Loss">The mean loss of a sample over the epoch so far.</param>
/// <param name="Accuracy">The share of the epoch's labels so far that were predicted when they were trained on, in [0, 1]; NaN where targets are numbers.</param>
/// <param name="LearningRate">The rate of the last step.</param>
/// <param name="Elapsed">Time since this call of Fit began.</param>
/// <param name="Remaining">Time it will still take, if it goes on as fast as so far.</param>
/// <param name="IsEpochEnd">Whether the epoch is over, its validation included.</param>
/// <param name="ValidationLoss">The mean loss on the validation set: at the end of an epoch, if there is such a set.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation set, in [0, 1]: at the end of an epoch, if there is such a set.</param>
public readonly record struct TrainingProgress(
    int Epoch,
    int Epochs,
    int Step,
    int StepsPerEpoch,
    long SamplesSeen,
    double Loss,
    double Accuracy,
    double LearningRate,
    TimeSpan Elapsed,
    TimeSpan Remaining,
    bool IsEpochEnd,
    double? ValidationLoss,
    double? ValidationAccuracy)
{
    /// <summary>The epoch under way, from 1, counted over all calls of Fit.</summary>
    public int TotalEpochs { get; init; }

    /// <summary>Steps done, of all calls of Fit.</summary>
    public long TotalSteps { get; init; }

    /// <summary>The mean loss of a sample of the last step alone.</summary>
    public double StepLoss { get; init; }
}
