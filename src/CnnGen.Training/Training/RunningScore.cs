namespace CnnGen;

/// <summary>Loss and accuracy of an epoch so far.</summary>
internal struct RunningScore
{
    private double _loss;
    private long _correct;

    /// <summary>The number of samples.</summary>
    public long Samples { get; private set; }

    /// <summary>The mean loss of a sample.</summary>
    public readonly double Loss => _loss / Samples;

    /// <summary>The share of samples that were right.</summary>
    public readonly double Accuracy => (double)_correct / Samples;

    /// <summary>Takes a batch in.</summary>
    /// <param name="meanLoss">The mean loss of its samples.</param>
    /// <param name="correct">How many were right.</param>
    /// <param name="samples">How many it has.</param>
    public void Add(double meanLoss, int correct, int samples)
    {
        _loss += meanLoss * samples;
        _correct += correct;
        Samples += samples;
    }
}
