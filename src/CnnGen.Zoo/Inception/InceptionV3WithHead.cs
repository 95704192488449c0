namespace CnnGen.Zoo;

/// <remarks>
/// Szegedy, Vanhoucke, Ioffe, Shlens and Wojna 2015, "Rethinking the Inception Architecture for Computer Vision", table 1, as
/// torchvision.models.inception_v3 has it in training: <see cref="InceptionV3"/> with the auxiliary head, a further output that an inference without
/// it does not compute. torchvision's checkpoint loads under its own names; it goes with inputs of mean 0.5 and deviation 0.5.
/// </remarks>
[Input(3, 299, 299)]
[NormedConv(32, 3, Stride = 2, Name = "Conv2d_1a_3x3")]
[NormedConv(32, 3, Name = "Conv2d_2a_3x3")]
[NormedConv(64, 3, Pad = 1, Name = "Conv2d_2b_3x3"), MaxPool(3, Stride = 2)]
[NormedConv(80, 1, Name = "Conv2d_3b_1x1")]
[NormedConv(192, 3, Name = "Conv2d_4a_3x3"), MaxPool(3, Stride = 2)]
[InceptionA(32, Name = "Mixed_5b"), InceptionA(64, Name = "Mixed_5c"), InceptionA(64, Name = "Mixed_5d")]
[InceptionB(Name = "Mixed_6a")]
[InceptionC(128, Name = "Mixed_6b"), InceptionC(160, Name = "Mixed_6c"), InceptionC(160, Name = "Mixed_6d"), InceptionC(192, Name = "Mixed_6e")]
[InceptionV3Head(Name = "AuxLogits"), Output("aux")]
[InceptionD(From = "Mixed_6e", Name = "Mixed_7a")]
[InceptionE(Name = "Mixed_7b"), InceptionE(Name = "Mixed_7c")]
[GlobalAvgPool, Dropout(0.5), Linear(1000, Name = "fc")]
public partial class InceptionV3WithHead;
