namespace CnnGen;

/// <summary>
/// Normalises each channel to mean 0 and variance 1 over the batch and all positions while training, and by running estimates of both in
/// Forward; then scales and shifts it by trained parameters: (x - mean) / sqrt(variance + epsilon) * weight + bias.
/// </summary>
/// <remarks>
/// Ioffe and Szegedy 2015, "Batch Normalization". As in PyTorch the batch is normalised by its biased variance, and the running estimate
/// takes the unbiased one. Parameters: weight, bias, running_mean, running_var (channels), num_batches_tracked. In Forward it costs
/// nothing behind a convolution or a linear layer: their weights take it in.
/// </remarks>
/// <example><code>[Conv(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU]</code></example>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance; above 0, 1e-5 unless set.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>The share of a batch's value in the running estimates: above 0, at most 1; 0.1 unless set.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Whether each channel has a trained weight and bias; true unless set.</summary>
    public bool Affine { get; set; } = true;
}
