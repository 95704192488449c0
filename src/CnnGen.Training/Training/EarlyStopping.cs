using System;

namespace CnnGen;

/// <summary>What early stopping looks at.</summary>
public enum StoppingMetric
{
    /// <summary>The loss on the validation set: the lower the better.</summary>
    ValidationLoss,

    /// <summary>The accuracy on the validation set: the higher the better.</summary>
    ValidationAccuracy,
}

/// <summary>Ends a training that has stopped becoming better on the validation set, and keeps the weights that were best.</summary>
/// <remarks>Prechelt 1998, "Early Stopping - But When?". A description: immutable, and usable for any number of trainings.</remarks>
public sealed record EarlyStopping
{
    private readonly double _minimumGain;

    /// <summary>Keeps the settings.</summary>
    /// <param name="patience">Epochs without a better one that are let pass: zero or more; the next one ends the training.</param>
    /// <exception cref="ArgumentOutOfRangeException">The patience is negative.</exception>
    public EarlyStopping(int patience)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        Patience = patience;
    }

    /// <summary>Epochs without a better one that are let pass.</summary>
    public int Patience { get; }

    /// <summary>What is looked at: <see cref="StoppingMetric.ValidationLoss"/> unless told.</summary>
    public StoppingMetric Metric { get; init; }

    /// <summary>By how much an epoch must be better than the best to count: zero or more, 0 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public double MinimumGain
    {
        get => _minimumGain;
        init => _minimumGain = ArgumentGuard.NonNegative(value, nameof(MinimumGain));
    }

    /// <summary>Whether the network has the best epoch's weights when Fit returns, also where it was not stopped early. So unless told.</summary>
    public bool RestoresBest { get; init; } = true;

    /// <summary>How good an epoch is: the higher, the better. What is not a number is no better than any.</summary>
    internal double MeritOf(EpochReport epoch) =>
        (Metric == StoppingMetric.ValidationLoss ? -epoch.ValidationLoss : epoch.ValidationAccuracy) is { } merit && !double.IsNaN(merit) ? merit : double.NegativeInfinity;
}
