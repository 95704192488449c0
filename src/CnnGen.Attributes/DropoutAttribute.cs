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

/// <summary>Sets each channel to 0 with the given probability while training and scales the others by 1 / (1 - rate). Does nothing in Forward.</summary>
/// <remarks>torch.nn.Dropout1d, Dropout2d and Dropout3d. Any shape; in a vector each feature is a channel.</remarks>
/// <example><code>[Conv(32, 3), ReLU, ChannelDropout(0.2)]</code></example>
public sealed class ChannelDropoutAttribute : LayerAttribute
{
    /// <summary>Declares a layer that drops channels.</summary>
    /// <param name="rate">The probability that a channel is dropped: at least 0, below 1.</param>
    public ChannelDropoutAttribute(double rate) => Rate = rate;

    /// <summary>The probability that a channel is dropped.</summary>
    public double Rate { get; }
}

/// <summary>
/// Sets all of a sample to 0 with the given probability while training and scales the others by 1 / (1 - rate): as the last layer of a branch
/// it drops the branch. Does nothing in Forward.
/// </summary>
/// <remarks>torchvision.ops.StochasticDepth with mode "row". Any shape.</remarks>
/// <example><code>[Conv(32, 3, Pad = 1), StochasticDepth(0.1), Add("skip")]</code></example>
public sealed class StochasticDepthAttribute : LayerAttribute
{
    /// <summary>Declares a layer that drops a branch.</summary>
    /// <param name="rate">The probability that a sample goes without the branch: at least 0, below 1.</param>
    public StochasticDepthAttribute(double rate) => Rate = rate;

    /// <summary>The probability that a sample goes without the branch.</summary>
    public double Rate { get; }
}
