namespace CnnGen.Zoo;

/// <summary>
/// A convolution, a normalisation and a rectifier: Ioffe and Szegedy 2015, "Batch Normalization: Accelerating Deep Network Training by Reducing
/// Internal Covariate Shift", section 4.2, under the names that torchvision has for them in GoogLeNet and Inception V3. (C, H, W) becomes
/// (filters, H / Stride, W / Stride), less what is not padded.
/// </summary>
/// <param name="filters">The channels that it makes.</param>
/// <param name="kernel">The filters' size.</param>
[Prefix("")]
[Layers("Conv(filters, kernel, Stride = Stride, Pad = Pad, Bias = false, Name = 'conv'), BatchNorm(Epsilon = 0.001, Name = 'bn'), ReLU")]
public sealed class NormedConvAttribute(int filters, int kernel) : BlockAttribute
{
    /// <summary>The convolution's stride.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The zeros around its input.</summary>
    public int Pad { get; set; }
}
