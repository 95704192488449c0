using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(1, 31, 31)]
[Conv(1, 3, Pad = 1), ReLU]
[Conv(1, 3, Pad = 2, Dilation = 2), ReLU]
[Conv(1, 3, Pad = 4, Dilation = 4)]
internal partial class Dilated;

[Network(Training = false)]
[Input(1, 7, 7)]
[Conv(1, 3, Dilation = 2)]
internal partial class DilatedOnSeven;

[Network(Training = false)]
[Input(1, 5, 5)]
[Conv(1, 3, Pad = 2, Dilation = 2, Bias = false)]
internal partial class DilatedTaps;

/// <summary>Filters with gaps between their weights.</summary>
internal sealed class DilationChapter() : Chapter("dilation", "Dilated convolutions")
{
    /// <summary>Rows that an output of each layer sees.</summary>
    public static IEnumerable<int> FieldsSeen => LayerRows.Of(Dilated.Info).Select(layer => layer.ReceptiveField!.Height);

    /// <summary>Parameters of each layer.</summary>
    public static IEnumerable<int> ParametersOfLayers => LayerRows.Of(Dilated.Info).Select(layer => layer.Parameters);

    /// <summary>What a filter with the weights 1 to 9 makes of a single bright pixel.</summary>
    public static float[] ResponseToImpulse()
    {
        float[] impulse = new float[DilatedTaps.InputLength];
        impulse[impulse.Length / 2] = 1;
        return Networks.Outputs<DilatedTaps>(impulse, Networks.CountingNumbers(9));
    }

    protected override void Tell(Page page)
    {
        page.Text("With dilation 2 a 3x3 filter's weights lie two pixels apart: it covers 2*(3 - 1) + 1 = 5 pixels with 9 weights. "
            + "What it makes of one bright pixel shows where they lie:");
        page.Matrices(new Matrix("weights 1 to 9, dilation 2", 5, ResponseToImpulse()));
        page.Formulas($"{new Window(7, 5)}  on 7 pixels");
        page.Networks(DilatedOnSeven.Info);
        page.Text("Dilations 1, 2, 4 (Yu and Koltun 2015): each layer sees twice as far as the one before it, and has no more weights.");
        page.Formulas($"sees         {string.Join(", ", FieldsSeen.Select(size => $"{size}x{size}"))}", $"parameters   {string.Join(", ", ParametersOfLayers)}");
    }
}
