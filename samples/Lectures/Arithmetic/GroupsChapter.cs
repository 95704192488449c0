using System.Collections.Generic;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(96, 27, 27)]
[Conv(256, 5, Pad = 2, Bias = false)]
internal partial class OneGroup;

[Network(Training = false)]
[Input(96, 27, 27)]
[Conv(256, 5, Pad = 2, Groups = 2, Bias = false)]
internal partial class TwoGroups;

[Network(Training = false)]
[Input(512, 14, 14)]
[Conv(512, 3, Pad = 1, Bias = false)]
internal partial class FullConvolution;

[Network(Training = false)]
[Input(512, 14, 14)]
[DepthwiseConv(3, Pad = 1, Bias = false), ReLU]
[Conv(512, 1, Bias = false)]
internal partial class DepthwiseSeparable;

/// <summary>Filters that see some channels only, down to one.</summary>
internal sealed class GroupsChapter() : Chapter("groups", "Groups, and depthwise separable convolutions")
{
    /// <summary>Multiply-adds of the separable convolution as a share of the full one's.</summary>
    public static double Share => (double)DepthwiseSeparable.MultiplyAdds / FullConvolution.MultiplyAdds;

    /// <summary>The share by the formula, 1 / N + 1 / F^2 with N filters of size F (Howard et al. 2017, "MobileNets", section 3.1).</summary>
    public static double ShareByFormula => (1.0 / FullConvolution.Info.Layers[0].OutputShape[0]) + (1.0 / (3 * 3));

    public override IReadOnlyList<Mistake> Mistakes { get; } =
    [
        new Mistake(
            "[Input(96, 27, 27), Conv(256, 5, Pad = 2, Groups = 5)]",
            "CNN003",
            "Groups = 5 does not divide the 96 input channels (96 / 5 leaves 1) nor the 256 filters (256 / 5 leaves 1); Groups of 2, 4 and 8 do"),
    ];

    protected override void Tell(Page page)
    {
        page.Text("With two groups, as in AlexNet, half of the filters see one half of the channels, and the others the other half. That halves weights and work:");
        page.Networks(OneGroup.Info, TwoGroups.Info);
        page.Text("The groups must divide the channels:");
        page.CompileError(Mistakes[0]);
        page.Text("MobileNet goes to the end: one filter a channel (depthwise) looks around, and 1x1 filters (pointwise) mix the channels. "
            + "Together they take 1/N + 1/F^2 of what N filters of size F take:");
        page.Networks(FullConvolution.Info, DepthwiseSeparable.Info);
        page.Formulas(
            $"{DepthwiseSeparable.MultiplyAdds:N0} / {FullConvolution.MultiplyAdds:N0} = {Share:0.0000}",
            $"1/512 + 1/3^2 = {ShareByFormula:0.0000}");
    }
}
