namespace CnnGen.Zoo;

/// <summary>Scores from the middle of the network: an auxiliary head of Szegedy et al. 2014, "Going Deeper with Convolutions", section 5, as torchvision has it.</summary>
[AdaptiveAvgPool(4), NormedConv(128, 1, Name = "conv")]
[Linear(1024, Name = "fc1"), ReLU, Dropout(0.7), Linear(1000, Name = "fc2")]
public sealed class GoogLeNetHeadAttribute : BlockAttribute;
