using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(1, 7, 7)]
[Conv(1, 3)]
internal partial class StrideOne;

[Network(Training = false)]
[Input(1, 7, 7)]
[Conv(1, 3, Stride = 2)]
internal partial class StrideTwo;

[Network(Training = false)]
[Input(1, 7, 7)]
[Conv(1, 3, Stride = 3, Fit = Fit.Floor)]
internal partial class StrideThreeFloored;

/// <summary>A 7x7 image under a 3x3 filter with strides 1, 2 and 3.</summary>
internal sealed class StridesChapter() : Chapter("strides", "Strides, and one that does not fit")
{
    public static IReadOnlyList<Window> Windows { get; } = [new Window(7, 3, Stride: 1), new Window(7, 3, Stride: 2), new Window(7, 3, Stride: 3)];

    public override IReadOnlyList<Mistake> Mistakes { get; } =
    [
        new Mistake(
            "[Input(1, 7, 7), Conv(1, 3, Stride = 3)]",
            "CNN001",
            "stride 3 does not fit: (7 - 3 + 2*0) / 3 + 1 = 2.33; strides 1, 2 and 4 fit, so does Pad = 1, and Fit = Fit.Floor drops the last row and column"),
        new Mistake(
            "[Input(1, 7, 7), Conv(1, 9)]",
            "CNN002",
            "kernel 9 is larger than its padded input: 7 + 2*0 = 7 rows; a kernel of at most 7 or Pad of at least 1 fits"),
    ];

    protected override void Tell(Page page)
    {
        page.Text("The stride is by how many pixels the filter moves. A 3x3 filter on a 7x7 image, with strides 1, 2 and 3:");
        page.Formulas([.. Windows.Select(window => window.ToString())]);
        page.Networks(StrideOne.Info, StrideTwo.Info);
        page.Text("Stride 3 does not fit: a third window would begin at the last pixel. It is a compile error, and so is a filter that is larger than the image.");
        foreach (Mistake mistake in Mistakes)
        {
            page.CompileError(mistake);
        }

        page.Text("Whoever wants to lose the last row and column says so:");
        page.Networks(StrideThreeFloored.Info);
    }
}
