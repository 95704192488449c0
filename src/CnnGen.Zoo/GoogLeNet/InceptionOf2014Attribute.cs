namespace CnnGen.Zoo;

/// <summary>
/// Filters of several sizes side by side: Szegedy et al. 2014, "Going Deeper with Convolutions", figure 2(b). (C, H, W) becomes (conv1 + conv3 +
/// conv5 + pool, H, W).
/// </summary>
/// <param name="conv1">The filters of 1x1: "#1x1" of the paper's table 1.</param>
/// <param name="reduce3">Those in front of 3x3: "#3x3 reduce".</param>
/// <param name="conv3">Those of 3x3: "#3x3".</param>
/// <param name="reduce5">Those in front of 5x5: "#5x5 reduce".</param>
/// <param name="conv5">Those of 5x5: "#5x5".</param>
/// <param name="pool">Those behind the pool: "pool proj".</param>
[Layers("Conv(conv1, 1, Name = '1x1'), ReLU(Name = 'relu_1x1')")]
[Layers("Conv(reduce3, 1, From = input, Name = '3x3_reduce'), ReLU, Conv(conv3, 3, Pad = 1, Name = '3x3'), ReLU(Name = 'relu_3x3')")]
[Layers("Conv(reduce5, 1, From = input, Name = '5x5_reduce'), ReLU, Conv(conv5, 5, Pad = 2, Name = '5x5'), ReLU(Name = 'relu_5x5')")]
[Layers("MaxPool(3, Stride = 1, Pad = 1, From = input), Conv(pool, 1, Name = 'pool_proj'), ReLU")]
[Concat("relu_1x1", "relu_3x3", "relu_5x5")]
public sealed class InceptionOf2014Attribute(int conv1, int reduce3, int conv3, int reduce5, int conv5, int pool) : BlockAttribute;
