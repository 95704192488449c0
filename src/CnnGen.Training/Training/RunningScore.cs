using System.Text.Json.Serialization;

namespace CnnGen;

/// <summary>Loss and accuracy of an epoch so far.</summary>
/// <param name="LossSum">The sum of all samples' losses.</param>
/// <param name="Correct">Labels that were predicted.</param>
/// <param name="Counted">Labels that there were.</param>
/// <param name="Samples">The number of samples.</param>
internal readonly record struct RunningScore(double LossSum, long Correct, long Counted, long Samples)
{
    /// <summary>The mean loss of a sample.</summary>
    [JsonIgnore]
    public double Loss => LossSum / Samples;

    /// <summary>The share of labels that were predicted; NaN where targets are numbers.</summary>
    [JsonIgnore]
    public double Accuracy => (double)Correct / Counted;

    /// <summary>With another step.</summary>
    /// <param name="step">What the step came to.</param>
    /// <param name="samples">Its samples.</param>
    public RunningScore With(in StepScore step, int samples) =>
        new(LossSum + (step.Loss * samples), Correct + step.Correct, Counted + step.Counted, Samples + samples);
}
