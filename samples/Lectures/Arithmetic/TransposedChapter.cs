using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(1, 2)]
[ConvTranspose(1, 3, Stride = 2, Bias = false)]
internal partial class TransposedSignal;

[Network(Training = false)]
[Input(1, 2, 2)]
[ConvTranspose(1, 3, Stride = 2, Pad = 1, OutputPad = 1)]
internal partial class Enlarging;

[Network(Training = false)]
[Input(1, 4, 4)]
[Conv(1, 3, Stride = 2, Pad = 1, Fit = Fit.Floor)]
internal partial class Reducing;

/// <summary>A convolution's shapes the other way.</summary>
internal sealed class TransposedChapter() : Chapter("transposed", "Transposed convolutions")
{
    /// <summary>The signal.</summary>
    public static float[] Input => [2, 10];

    /// <summary>The filter.</summary>
    public static float[] Filter => [1, 3, 5];

    public static float[] Output => Networks.Outputs<TransposedSignal>(Input, Filter);

    protected override void Tell(Page page)
    {
        page.Text("A transposed convolution makes its input larger: each number puts a copy of the filter, as strong as itself, into the "
            + "output, and where copies overlap they add up. "
            + "(a, b) with the filter (x, y, z) and stride 2 gives (ax, ay, az + bx, by, bz):");
        page.Matrices(new Matrix("input", 2, Input), new Matrix("filter", 3, Filter), new Matrix("output", 5, Output));
        page.Text("A 3x3 filter with stride 2 and padding 1 makes 2x2 of 4x4; transposed it makes 4x4 of 2x2:");
        page.Formulas("(2 - 1) * 2 - 2*1 + (3 - 1) + 1 + 1 = 4", $"{new Window(4, 3, 2, 1)}, rounded down");
        page.Networks(Reducing.Info, Enlarging.Info);
    }
}
