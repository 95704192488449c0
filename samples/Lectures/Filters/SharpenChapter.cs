using CnnGen;
using Lectures.Screen;

namespace Lectures.Filters;

[Network(Training = false)]
[Input(1, 24, 24)]
[Conv(1, 3, Pad = 1, PadMode = PadMode.Replicate, Bias = false)]
internal partial class Sharpening;

/// <summary>Weights that exaggerate differences.</summary>
internal sealed class SharpenChapter() : Chapter("sharpen", "Sharpening")
{
    /// <summary>The pixel, and how much it differs from its four neighbours.</summary>
    public static float[] Weights =>
    [
        0, -1, 0,
        -1, 5, -1,
        0, -1, 0,
    ];

    /// <summary>The scene, blurred as by a lens that is out of focus.</summary>
    public static Picture Blurred => BlurChapter.Of("out of focus", Scene.Draw(), BlurChapter.Gaussian);

    public static Picture Sharpened => new("sharpened", Scene.Side, Networks.Outputs<Sharpening>(Blurred.Pixels, Weights));

    protected override void Tell(Page page)
    {
        page.Text("A pixel plus its difference to its four neighbours. The weights sum to 1, so that even areas stay as they are, and edges become steeper.");
        page.Networks(Sharpening.Info);
        page.Matrices(new Matrix("sharpening", 3, Weights));
        page.Pictures(Scene.Draw(), Blurred, Sharpened);
    }
}
