using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Products;

[Network(Training = false)]
[Input(1, 5, 5)]
[Conv(1, 3, Pad = 1, Bias = false)]
internal partial class Correlation;

/// <summary>What networks call a convolution does not flip its filter.</summary>
internal sealed class FlipChapter() : Chapter("flip", "Cross-correlation and convolution")
{
    /// <summary>One bright pixel in the middle of 5x5.</summary>
    public static float[] Impulse => [.. Enumerable.Range(0, Correlation.InputLength).Select(i => i == Correlation.InputLength / 2 ? 1f : 0f)];

    /// <summary>A 3x3 filter with the weights 1 to 9.</summary>
    public static float[] Kernel => Networks.CountingNumbers(9);

    /// <summary>A filter turned by half a turn: reversed along both axes.</summary>
    public static float[] Flipped(float[] kernel) => [.. kernel.Reverse()];

    /// <summary>What the layer makes of the bright pixel: the filter, flipped.</summary>
    public static float[] Correlated => Networks.Outputs<Correlation>(Impulse, Kernel);

    /// <summary>What it makes of it with the filter flipped beforehand, which is the mathematicians' convolution: the filter itself.</summary>
    public static float[] Convolved => Networks.Outputs<Correlation>(Impulse, Flipped(Kernel));

    protected override void Tell(Page page)
    {
        page.Text("In mathematics a convolution flips its filter along both axes before it slides it. Networks do not: their layers compute the cross-correlation. "
            + "A single bright pixel shows the difference.");
        page.Matrices(
            new Matrix("pixel", 5, Impulse), new Matrix("filter", 3, Kernel), new Matrix("layer's output", 5, Correlated), new Matrix("filter flipped first", 5, Convolved));
        page.Text("The layer's output is the flipped filter. With the filter flipped first the pixel becomes the filter, as a convolution has it. "
            + "Weights are learned, so a network does not care; whoever sets the weights does, and so does the Fourier product, two chapters on.");
    }
}
