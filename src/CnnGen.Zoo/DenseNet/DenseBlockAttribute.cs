namespace CnnGen.Zoo;

/// <summary>
/// Layers each of which sees all before it: Huang, Liu, van der Maaten and Weinberger 2017, "Densely Connected Convolutional Networks", figure 2 and
/// table 1. (C, H, W) becomes (C + growth x layers, H, W).
/// </summary>
/// <param name="layers">How many layers it has.</param>
[Prefix("features.denseblock{number}")]
[Layers("DenseLayer(Growth, Repeat = layers)")]
public sealed class DenseBlockAttribute(int layers) : BlockAttribute
{
    /// <summary>The channels that each layer adds, the paper's k; unless set 32, as in all networks of table 1.</summary>
    public int Growth { get; set; } = 32;
}
