namespace CnnGen;

/// <summary>Sets each value to 0 with the given probability while training and scales the others by 1 / (1 - rate). Does nothing in Forward.</summary>
/// <example><code>[Dropout(0.5)]</code></example>
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Declares a dropout layer.</summary>
    /// <param name="rate">The probability that a value is dropped: at least 0, below 1.</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>The probability that a value is dropped.</summary>
    public double Rate { get; }
}
