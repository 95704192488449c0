namespace CnnGen.Zoo;

/// <summary>Scores from the middle of the network: an auxiliary head of Szegedy et al. 2014, "Going Deeper with Convolutions", section 5.</summary>
[AvgPool(5, Stride = 3), Conv(128, 1, Name = "conv"), ReLU]
[Linear(1024, Name = "fc"), ReLU, Dropout(0.7), Linear(1000, Name = "classifier")]
public sealed class HeadOf2014Attribute : BlockAttribute;
