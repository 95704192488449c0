namespace CnnGen.Zoo;

/// <summary>
/// Scores from the middle of the network: Szegedy et al. 2014, "Going Deeper with Convolutions", section 5, an auxiliary head as torchvision has
/// it. (C, H, W) becomes (1000).
/// </summary>
[AdaptiveAvgPool(4), NormedConv(128, 1, Name = "conv")]
[Linear(1024, Name = "fc1"), ReLU, Dropout(0.7), Linear(1000, Name = "fc2")]
public sealed class GoogLeNetHeadAttribute : BlockAttribute;
