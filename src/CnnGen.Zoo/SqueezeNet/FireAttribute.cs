namespace CnnGen.Zoo;

/// <summary>
/// Few filters of 1x1, then filters of 1x1 and of 3x3 side by side: Iandola et al. 2016, "SqueezeNet: AlexNet-level accuracy with 50x fewer
/// parameters and &lt;0.5MB model size", figure 1. (C, H, W) becomes (expand1x1 + expand3x3, H, W).
/// </summary>
/// <param name="squeeze">The filters of 1x1 in front: s1x1 of the paper's table 1.</param>
/// <param name="expand1x1">Those of 1x1 behind: e1x1.</param>
/// <param name="expand3x3">Those of 3x3 beside them: e3x3.</param>
[Layers("Conv(squeeze, 1, Name = 'squeeze'), ReLU(Name = 'squeezed')")]
[Layers("Conv(expand1x1, 1, Name = 'expand1x1'), ReLU(Name = 'expanded1x1')")]
[Layers("Conv(expand3x3, 3, Pad = 1, From = 'squeezed', Name = 'expand3x3'), ReLU, Concat('expanded1x1')")]
public sealed class FireAttribute(int squeeze, int expand1x1, int expand3x3) : BlockAttribute;
