using CnnGen;
using Lectures.Screen;

namespace Lectures.Products;

[Network(Training = false)]
[Input(1, 4)]
[Conv(1, 2, Bias = false)]
internal partial class ShortSignal;

[Network(Training = false)]
[Input(1, 11)]
[Conv(1, 2, Bias = false)]
internal partial class Difference;

[Network(Training = false)]
[Input(1, 11)]
[Conv(1, 3, Pad = 1, Bias = false)]
internal partial class Template;

/// <summary>Filters over sequences, small enough to follow by hand.</summary>
internal sealed class SignalsChapter() : Chapter("signals", "One dimension first")
{
    /// <summary>(1, 2, 3, 4) under the filter (3, 2).</summary>
    public static float[] Weighted => Networks.Outputs<ShortSignal>([1, 2, 3, 4], [3, 2]);

    /// <summary>A ramp between two plateaus.</summary>
    public static float[] Ramp => [0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4];

    /// <summary>The ramp under (-1, 1).</summary>
    public static float[] Slope => Networks.Outputs<Difference>(Ramp, [-1, 1]);

    /// <summary>A signal with the pattern (1, 0, 1) in two strengths.</summary>
    public static float[] Pulses => [0, 1, 0, 1, 0, 0, 0, 3, 0, 3, 0];

    /// <summary>The signal under (1, 0, 1), which answers loudest in the middle of each occurrence.</summary>
    public static float[] Matches => Networks.Outputs<Template>(Pulses, [1, 0, 1]);

    protected override void Tell(Page page)
    {
        page.Text("A filter moves along a signal, and each output is the sum of what it covers, weighted:");
        page.Formulas("(1, 2, 3, 4) under (3, 2)  =  (3*1 + 2*2, 3*2 + 2*3, 3*3 + 2*4)");
        page.Matrices(new Matrix("output", 3, Weighted));
        page.Text("Under (-1, 1) a signal becomes its slope:");
        page.Matrices(new Matrix("a ramp", 11, Ramp), new Matrix("its slope", 10, Slope));
        page.Text("A filter is also a template: under (1, 0, 1) the output is largest where the signal looks like it.");
        page.Matrices(new Matrix("pulses", 11, Pulses), new Matrix("matches", 11, Matches));
    }
}
