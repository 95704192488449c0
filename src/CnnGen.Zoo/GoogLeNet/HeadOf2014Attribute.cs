namespace CnnGen.Zoo;

/// <summary>
/// Scores from the middle of the network: Szegedy et al. 2014, "Going Deeper with Convolutions", section 5, an auxiliary head. (C, 14, 14)
/// becomes (1000).
/// </summary>
[AvgPool(5, Stride = 3), Conv(128, 1, Name = "conv"), ReLU]
[Linear(1024, Name = "fc"), ReLU, Dropout(0.7), Linear(1000, Name = "classifier")]
public sealed class HeadOf2014Attribute : BlockAttribute;
