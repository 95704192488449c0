using CnnGen;
using Lectures.Screen;

namespace Lectures.Filters;

[Network(Training = false)]
[Input(1, 24, 24)]
[Conv(1, 3, Pad = 1, PadMode = PadMode.Replicate, Bias = false)]
internal partial class Laplacian;

/// <summary>Weights that see curvature.</summary>
internal sealed class LaplaceChapter() : Chapter("laplace", "The Laplace filter")
{
    /// <summary>The second differences down and across, added.</summary>
    public static float[] Weights =>
    [
        0, 1, 0,
        1, -4, 1,
        0, 1, 0,
    ];

    /// <summary>The filter's answer to the scene: positive on the dark side of an edge, negative on the bright one.</summary>
    public static float[] Response => Networks.Outputs<Laplacian>(Scene.Draw().Pixels, Weights);

    protected override void Tell(Page page)
    {
        page.Text("The second derivative in both directions. The weights sum to 0: even areas vanish, and edges are left in any direction. "
            + "On the right the answer with its sign, zero as grey: bright on the dark side of an edge, dark on its bright side.");
        page.Networks(Laplacian.Info);
        page.Matrices(new Matrix("Laplace", 3, Weights));
        page.Pictures(Scene.Draw(), Picture.OfMagnitudes("magnitude", Scene.Side, Response), Picture.OfSigned("signed", Scene.Side, Response));
    }
}
