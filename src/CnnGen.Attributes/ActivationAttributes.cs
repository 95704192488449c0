namespace CnnGen;

/// <summary>max(x, 0). The derivative at 0 is 0.</summary>
public sealed class ReLUAttribute : LayerAttribute
{
}

/// <summary>tanh(x).</summary>
public sealed class TanhAttribute : LayerAttribute
{
}

/// <summary>1 / (1 + exp(-x)).</summary>
public sealed class SigmoidAttribute : LayerAttribute
{
}

/// <summary>exp(x) / sum of exp(x) over the channels, position by position; over a vector, over its features.</summary>
public sealed class SoftmaxAttribute : LayerAttribute
{
}

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
