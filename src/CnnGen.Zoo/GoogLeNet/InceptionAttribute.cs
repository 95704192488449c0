namespace CnnGen.Zoo;

/// <summary>
/// Filters of several sizes side by side: Szegedy et al. 2014, "Going Deeper with Convolutions", figure 2(b), with normalisations and, in the
/// third branch, 3x3 for 5x5, as torchvision has it. (C, H, W) becomes (conv1 + conv3 + conv5 + pool, H, W).
/// </summary>
/// <param name="conv1">The filters of the first branch: "#1x1" of the paper's table 1.</param>
/// <param name="reduce3">Those in front of the second branch's 3x3: "#3x3 reduce".</param>
/// <param name="conv3">The second branch's: "#3x3".</param>
/// <param name="reduce5">Those in front of the third branch's: "#5x5 reduce".</param>
/// <param name="conv5">The third branch's: "#5x5".</param>
/// <param name="pool">Those behind the pool: "pool proj".</param>
[Branch("branch1", "NormedConv(conv1, 1)")]
[Branch("branch2", "NormedConv(reduce3, 1, Name = '0'), NormedConv(conv3, 3, Pad = 1, Name = '1')")]
[Branch("branch3", "NormedConv(reduce5, 1, Name = '0'), NormedConv(conv5, 3, Pad = 1, Name = '1')")]
[Branch("branch4", "MaxPool(3, Stride = 1, Pad = 1), NormedConv(pool, 1, Name = '1')")]
[Concat("branch1", "branch2", "branch3", From = "branch4")]
public sealed class InceptionAttribute(int conv1, int reduce3, int conv3, int reduce5, int conv5, int pool) : BlockAttribute;
