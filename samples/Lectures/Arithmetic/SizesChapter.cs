using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(3, 32, 32)]
[Conv(1, 5)]
internal partial class OneFilter;

[Network(Training = false)]
[Input(3, 32, 32)]
[Conv(6, 5)]
internal partial class SixFilters;

[Network(Training = false)]
[Input(3, 32, 32)]
[Conv(6, 5), ReLU]
[Conv(10, 5), ReLU]
internal partial class TwoLayers;

/// <summary>A 32x32x3 image under 5x5 filters.</summary>
internal sealed class SizesChapter() : Chapter("sizes", "A filter slides over an image")
{
    /// <summary>Numbers that one output is the dot product of: the filter's size through all channels.</summary>
    public static int DotProductLength => OneFilter.ParameterCount - OneFilter.Info.Layers[0].OutputShape[0];

    protected override void Tell(Page page)
    {
        page.Text("A filter goes through all channels of the image. At each place it gives one number: the dot product of its weights and what "
            + $"it covers, {DotProductLength} = 5*5*3 numbers, plus a bias. A 5x5 filter finds this many places along 32 pixels:");
        page.Formulas(new Window(32, 5).ToString());
        page.Text("One filter makes one activation map, six filters make six of them: a new image with 6 channels, which the next layer's filters go through.");
        page.Networks(OneFilter.Info, SixFilters.Info, TwoLayers.Info);
    }
}
