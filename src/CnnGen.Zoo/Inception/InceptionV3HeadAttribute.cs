namespace CnnGen.Zoo;

/// <summary>
/// Scores from the middle of the network: Szegedy et al. 2015, "Rethinking the Inception Architecture for Computer Vision", figure 8, the
/// auxiliary head. (C, 17, 17) becomes (1000).
/// </summary>
[AvgPool(5, Stride = 3), NormedConv(128, 1, Name = "conv0"), NormedConv(768, 5, Name = "conv1")]
[GlobalAvgPool, Linear(1000, Name = "fc")]
public sealed class InceptionV3HeadAttribute : BlockAttribute;
