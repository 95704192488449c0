namespace CnnGen.Zoo;

/// <summary>
/// Grouped convolutions of 1x1 whose groups meet in a shuffle: Zhang et al. 2018, "ShuffleNet: An Extremely Efficient Convolutional Neural
/// Network for Mobile Devices", figure 2, the first repetition (c), with stride 2 and the pooled input beside it, the others (b). (C, H, W)
/// becomes (filters, H / stride, W / stride).
/// </summary>
/// <param name="filters">The channels that it makes; in between are a quarter of them.</param>
/// <param name="groups">The groups of the convolutions of 1x1: g.</param>
/// <remarks>The 24 channels of the network's first convolution are too few for groups (section 3.3): the first of 1x1 behind it has none.</remarks>
[Prefix("stage{number + 1}")]
[Let("stride", "index == 0 ? 2 : 1")]
[Let("residual", "index == 0 ? filters - input.channels : filters")]
[Let("first", "input.channels == 24 ? 1 : groups")]
[Branch("shortcut", "AvgPool(3, Stride = 2, Pad = 1)", When = "index == 0")]
[Layers("Conv(filters / 4, 1, Groups = first, Bias = false), BatchNorm, ReLU, ChannelShuffle(groups)")]
[Layers("DepthwiseConv(3, Stride = stride, Pad = 1, Bias = false), BatchNorm")]
[Layers("Conv(residual, 1, Groups = groups, Bias = false), BatchNorm")]
[Layers("index == 0 ? Concat('shortcut') : Add('shortcut'), ReLU")]
public sealed class ShuffleUnitAttribute(int filters, int groups) : BlockAttribute;
