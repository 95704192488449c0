using System;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Architectures;

/// <summary>Simonyan and Zisserman 2014, configuration D.</summary>
[Network(Training = false)]
[Input(3, 224, 224)]
[Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(128, 3, Pad = 1), ReLU, Conv(128, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(4096), ReLU, Dropout(0.5)]
[Linear(1000)]
internal partial class Vgg16;

/// <summary>VGG-16 with the memory of each layer.</summary>
internal sealed class VggChapter() : Chapter("vgg", "VGG-16 (2014)")
{
    /// <summary>Numbers that the layers of the table put out for one image, the image among them.</summary>
    public static long Values => Vgg16.InputLength + (LayerRows.Of(Vgg16.Info).Sum(layer => layer.ActivationBytes) / sizeof(float));

    /// <summary>The layer with the most of something.</summary>
    public static LayerInfo Most(Func<LayerInfo, long> quantity) => LayerRows.Of(Vgg16.Info).MaxBy(quantity)!;

    protected override void Tell(Page page)
    {
        page.Text("3x3 filters with stride 1 and padding 1, and 2x2 pools with stride 2, nothing else, until 7x7 is left. The last column "
            + "is each layer's output for one image, four bytes a number.");
        page.Layers(Vgg16.Info);
        LayerInfo parameters = Most(layer => layer.Parameters);
        page.Formulas(
            $"memory       {Values:N0} numbers * 4 bytes = {Values * sizeof(float) / 1e6:N1} MB an image, the image itself with it",
            $"parameters   {Vgg16.ParameterCount:N0} * 4 bytes = {Vgg16.ParameterCount * (long)sizeof(float) / 1e6:N0} MB");
        page.Text("That is what a forward pass keeps if it is to be followed by a backward one. Most of it is in the first layers "
            + $"({Most(layer => layer.ActivationBytes).Name} and its neighbour), "
            + $"and most parameters are in the late ones: {parameters.Name} alone has {(double)parameters.Parameters / Vgg16.ParameterCount:P0} of them.");
    }
}
