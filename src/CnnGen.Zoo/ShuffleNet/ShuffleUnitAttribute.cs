namespace CnnGen.Zoo;

/// <summary>
/// Grouped convolutions of 1x1 whose groups meet in a shuffle: Zhang et al. 2018, "ShuffleNet", figure 2, the first repetition (c), with stride 2 and
/// the pooled input beside it, the others (b).
/// </summary>
/// <param name="filters">The channels that it makes; in between are a quarter of them.</param>
/// <param name="groups">The groups of the convolutions of 1x1: g.</param>
[Prefix("stage{number + 1}")]
[Let("stride", "index == 0 ? 2 : 1")]
[Let("residual", "index == 0 ? filters - input.channels : filters")]
[Let("first", "input.channels == Stem ? 1 : groups")]
[Branch("shortcut", "AvgPool(3, Stride = 2, Pad = 1)", When = "index == 0")]
[Layers("Conv(filters / 4, 1, Groups = first, Bias = false), BatchNorm, ReLU, ChannelShuffle(groups)")]
[Layers("DepthwiseConv(3, Stride = stride, Pad = 1, Bias = false), BatchNorm")]
[Layers("Conv(residual, 1, Groups = groups, Bias = false), BatchNorm")]
[Layers("index == 0 ? Concat('shortcut') : Add('shortcut'), ReLU")]
public sealed class ShuffleUnitAttribute(int filters, int groups) : BlockAttribute
{
    // The channels of the network's first convolution, too few for groups.
    private const int Stem = 24;
}
