namespace CnnGen;

/// <summary>What a log keeps of a step or of an epoch's end.</summary>
/// <param name="IsEpochEnd">Whether an epoch is over, its validation included; a step otherwise.</param>
/// <param name="Epoch">The epoch, from 1, those before this call of Fit included.</param>
/// <param name="Step">The steps done, those before this call of Fit included.</param>
/// <param name="Loss">The mean loss of a sample over the epoch so far.</param>
/// <param name="Accuracy">The share of the epoch's samples so far that were right when they were trained on, in [0, 1].</param>
/// <param name="LearningRate">The rate of the last step.</param>
/// <param name="ValidationLoss">The mean loss on the validation set: at the end of an epoch, if there is such a set.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation set, in [0, 1]: at the end of an epoch, if there is such a set.</param>
/// <param name="Seconds">Time since this call of Fit began.</param>
public readonly record struct TrainingLogEntry(
    bool IsEpochEnd,
    int Epoch,
    long Step,
    double Loss,
    double Accuracy,
    double LearningRate,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double Seconds);
