namespace CnnGen.Zoo;

/// <summary>
/// Two halves of the channels, of which one is left as it is, and a shuffle: Ma et al. 2018, "ShuffleNet V2: Practical Guidelines for Efficient
/// CNN Architecture Design", figure 3, the first repetition (d), with stride 2 and all channels in both branches, the others (c). (C, H, W)
/// becomes (filters, H / stride, W / stride).
/// </summary>
/// <param name="filters">The channels that it makes.</param>
[Let("half", "filters / 2")]
[Let("stride", "index == 0 ? 2 : 1")]
[Branch("branch1", """
    DepthwiseConv(3, Stride = 2, Pad = 1, Bias = false, Name = '0'), BatchNorm(Name = '1'),
    Conv(half, 1, Bias = false, Name = '2'), BatchNorm(Name = '3'), ReLU
    """, When = "index == 0")]
[Branch("kept", "Slice(0, half)", When = "index > 0")]
[Layers("Slice(half, half)", When = "index > 0")]
[Branch("branch2", """
    Conv(half, 1, Bias = false, Name = '0'), BatchNorm(Name = '1'), ReLU,
    DepthwiseConv(3, Stride = stride, Pad = 1, Bias = false, Name = '3'), BatchNorm(Name = '4'),
    Conv(half, 1, Bias = false, Name = '5'), BatchNorm(Name = '6'), ReLU
    """)]
[Layers("Concat(index == 0 ? 'branch1' : 'kept', From = 'branch2'), ChannelShuffle(2)")]
public sealed class SplitShuffleUnitAttribute(int filters) : BlockAttribute;
