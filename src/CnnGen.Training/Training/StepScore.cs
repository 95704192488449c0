namespace CnnGen;

/// <summary>What a step came to.</summary>
/// <param name="Loss">The mean loss of its samples, all outputs' losses added up; of one of its batches, that one's part.</param>
/// <param name="Correct">Labels of the network's own output that were predicted.</param>
/// <param name="Counted">Labels that there were.</param>
internal readonly record struct StepScore(double Loss, int Correct, int Counted)
{
    /// <summary>With another batch of the step.</summary>
    /// <param name="batch">Its part.</param>
    public StepScore With(in StepScore batch) => new(Loss + batch.Loss, Correct + batch.Correct, Counted + batch.Counted);
}
