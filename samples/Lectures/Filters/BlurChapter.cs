using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Filters;

[Network(Training = false)]
[Input(1, 24, 24)]
[Conv(1, 3, Pad = 1, PadMode = PadMode.Replicate, Bias = false)]
internal partial class Blur;

/// <summary>Weights that average.</summary>
internal sealed class BlurChapter() : Chapter("blur", "Blurring")
{
    /// <summary>The mean of 3x3 pixels.</summary>
    public static float[] Box => [.. Enumerable.Repeat(1 / 9f, 9)];

    /// <summary>A mean that weighs near pixels more: (1, 2, 1) / 4 down and across.</summary>
    public static float[] Gaussian =>
    [
        1 / 16f, 2 / 16f, 1 / 16f,
        2 / 16f, 4 / 16f, 2 / 16f,
        1 / 16f, 2 / 16f, 1 / 16f,
    ];

    public static Picture Of(string caption, Picture picture, float[] weights) => new(caption, picture.Width, Networks.Outputs<Blur>(picture.Pixels, weights));

    protected override void Tell(Page page)
    {
        Picture noisy = Scene.DrawNoisy();
        page.Text("From here on the networks have one layer, and we set its weights ourselves. Weights that sum to 1 average: noise goes down, and edges go soft.");
        page.Networks(Blur.Info);
        page.Matrices(new Matrix("box", 3, Box), new Matrix("Gaussian", 3, Gaussian));
        page.Pictures(noisy, Of("box", noisy, Box), Of("Gaussian", noisy, Gaussian));
    }
}
