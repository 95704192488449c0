namespace CnnGen;

/// <summary>How a loss becomes one number of a batch.</summary>
public enum Reduction
{
    /// <summary>Divided by what there is of it: samples, positions or outputs, as a loss's own page says. What is trained with, because the rate does not depend on the batch size then.</summary>
    Mean,

    /// <summary>Added up.</summary>
    Sum,
}
