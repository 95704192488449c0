namespace CnnGen;

/// <summary>
/// Normalises each channel to mean 0 and variance 1 over the batch and all positions while training, and by running estimates of both in
/// Forward; then scales and shifts it by trained parameters: (x - mean) / sqrt(variance + epsilon) * weight + bias.
/// </summary>
/// <remarks>
/// Ioffe and Szegedy 2015, "Batch Normalization". As in PyTorch the batch is normalised by its biased variance, and the running estimate
/// takes the unbiased one. Parameters: weight, bias, running_mean, running_var (channels), num_batches_tracked, which a
/// file may lack. In Forward it costs nothing behind a convolution or a linear layer: their weights take it in.
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

/// <summary>
/// Normalises each sample to mean 0 and variance 1 over all of its elements, then scales and shifts each element by trained parameters:
/// (x - mean) / sqrt(variance + epsilon) * weight + bias.
/// </summary>
/// <remarks>
/// Ba, Kiros and Hinton 2016, "Layer Normalization"; torch.nn.LayerNorm over the whole shape of a sample, by its biased variance.
/// Parameters: weight, bias (both of the input's shape). The same while training and in Forward.
/// </remarks>
/// <example><code>[Linear(128), LayerNorm, ReLU]</code></example>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance; above 0, 1e-5 unless set.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each element has a trained weight and bias; true unless set.</summary>
    public bool Affine { get; set; } = true;
}

/// <summary>
/// Normalises each sample to mean 0 and variance 1 over the elements of each group of channels, then scales and shifts each channel by
/// trained parameters: (x - mean) / sqrt(variance + epsilon) * weight + bias.
/// </summary>
/// <remarks>
/// Wu and He 2018, "Group Normalization"; torch.nn.GroupNorm, by the biased variance. Parameters: weight, bias (channels). The same while
/// training and in Forward.
/// </remarks>
/// <example><code>[Conv(64, 3, Pad = 1), GroupNorm(8), ReLU]</code></example>
public sealed class GroupNormAttribute : LayerAttribute
{
    /// <summary>Declares a normalisation of groups of channels.</summary>
    /// <param name="groups">The groups, which divide the channels: at least 1.</param>
    public GroupNormAttribute(int groups) => Groups = groups;

    /// <summary>The groups.</summary>
    public int Groups { get; }

    /// <summary>Added to the variance; above 0, 1e-5 unless set.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each channel has a trained weight and bias; true unless set.</summary>
    public bool Affine { get; set; } = true;
}

/// <summary>
/// Normalises each channel of each sample to mean 0 and variance 1 over its positions: (x - mean) / sqrt(variance + epsilon), then, with
/// <see cref="Affine"/>, scales and shifts it by trained parameters.
/// </summary>
/// <remarks>
/// Ulyanov, Vedaldi and Lempitsky 2016, "Instance Normalization"; torch.nn.InstanceNorm without running estimates, by the biased variance.
/// Parameters, with <see cref="Affine"/>: weight, bias (channels). The same while training and in Forward.
/// </remarks>
/// <example><code>[Conv(32, 3, Pad = 1), InstanceNorm(Affine = true), ReLU]</code></example>
public sealed class InstanceNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance; above 0, 1e-5 unless set.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each channel has a trained weight and bias; false unless set, as in PyTorch.</summary>
    public bool Affine { get; set; }
}

/// <summary>
/// Divides each element by a power of what the channels around it hold at its position:
/// x / (k + alpha / size * sum of squares)^beta, over the <c>size</c> channels from c - size / 2 on.
/// </summary>
/// <remarks>
/// Krizhevsky, Sutskever and Hinton 2012, "ImageNet Classification with Deep Convolutional Neural Networks", section 3.3, whose alpha is
/// not divided by the size: AlexNet's 1e-4 over 5 channels is Alpha = 5e-4 here, as in torch.nn.LocalResponseNorm, Caffe and ONNX.
/// </remarks>
/// <example><code>[Conv(96, 11, Stride = 4), ReLU, LocalResponseNorm(5, K = 2, Alpha = 5e-4)]</code></example>
public sealed class LocalResponseNormAttribute : LayerAttribute
{
    /// <summary>Declares a local response normalisation.</summary>
    /// <param name="size">The channels that count, the element's own among them: at least 1.</param>
    public LocalResponseNormAttribute(int size) => Size = size;

    /// <summary>The channels that count.</summary>
    public int Size { get; }

    /// <summary>The factor of the squares' mean; at least 0, 1e-4 unless set.</summary>
    public double Alpha { get; set; } = 1e-4;

    /// <summary>The exponent; at least 0, 0.75 unless set.</summary>
    public double Beta { get; set; } = 0.75;

    /// <summary>Added to the squares; above 0, 1 unless set.</summary>
    public double K { get; set; } = 1;
}
