using System;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Filters;

[Network(Training = false)]
[Input(1, 24, 24)]
[Conv(2, 3, Pad = 1, PadMode = PadMode.Replicate, Bias = false)]
internal partial class Sobel;

/// <summary>Two filters of one layer, combined.</summary>
internal sealed class SobelChapter() : Chapter("sobel", "Edges by Sobel's filters")
{
    /// <summary>How fast the brightness grows to the right.</summary>
    public static float[] Across =>
    [
        -1, 0, 1,
        -2, 0, 2,
        -1, 0, 1,
    ];

    /// <summary>How fast it grows downwards.</summary>
    public static float[] Down =>
    [
        -1, -2, -1,
        0, 0, 0,
        1, 2, 1,
    ];

    /// <summary>The layer's two maps over the scene, and the length of the gradient that they make together.</summary>
    public static (float[] Across, float[] Down, float[] Length) Edges()
    {
        float[] maps = Networks.Outputs<Sobel>(Scene.Draw().Pixels, [.. Across, .. Down]);
        float[] across = maps[..(maps.Length / 2)];
        float[] down = maps[(maps.Length / 2)..];
        return (across, down, [.. across.Zip(down, (x, y) => MathF.Sqrt((x * x) + (y * y)))]);
    }

    protected override void Tell(Page page)
    {
        page.Text("One layer with two filters: the slope across and the slope down. Together they are the gradient, and its length is large on every edge.");
        page.Networks(Sobel.Info);
        page.Matrices(new Matrix("across", 3, Across), new Matrix("down", 3, Down));
        (float[] across, float[] down, float[] length) = Edges();
        page.Pictures(Picture.OfSigned("across", Scene.Side, across), Picture.OfSigned("down", Scene.Side, down), Picture.OfMagnitudes("length", Scene.Side, length));
    }
}
