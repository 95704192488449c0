namespace CnnGen.Zoo;

/// <remarks>
/// Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke and Rabinovich 2014, "Going Deeper with Convolutions", table 1, as
/// torchvision.models.googlenet has it in training: <see cref="GoogLeNet"/> with the two auxiliary heads, further outputs that an inference without
/// them does not compute. torchvision's checkpoint loads under its own names; it goes with inputs of mean 0.5 and deviation 0.5.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[NormedConv(64, 7, Stride = 2, Pad = 3, Name = "conv1"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[NormedConv(64, 1, Name = "conv2"), NormedConv(192, 3, Pad = 1, Name = "conv3"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Inception(64, 96, 128, 16, 32, 32, Name = "inception3a")]
[Inception(128, 128, 192, 32, 96, 64, Name = "inception3b"), MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
[Inception(192, 96, 208, 16, 48, 64, Name = "inception4a")]
[Inception(160, 112, 224, 24, 64, 64, Name = "inception4b")]
[Inception(128, 128, 256, 24, 64, 64, Name = "inception4c")]
[Inception(112, 144, 288, 32, 64, 64, Name = "inception4d")]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception4e"), MaxPool(2)]
[Inception(256, 160, 320, 32, 128, 128, Name = "inception5a")]
[Inception(384, 192, 384, 48, 128, 128, Name = "inception5b")]
[GoogLeNetHead(From = "inception4a", Name = "aux1"), Output("aux1")]
[GoogLeNetHead(From = "inception4d", Name = "aux2"), Output("aux2")]
[GlobalAvgPool(From = "inception5b"), Dropout(0.2), Linear(1000, Name = "fc")]
public partial class GoogLeNetWithHeads;
