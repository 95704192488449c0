using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(1, 7, 7)]
[Conv(1, 3, Pad = 1)]
internal partial class KeptByThree;

[Network(Training = false)]
[Input(1, 7, 7)]
[Conv(1, 5, Pad = 2)]
internal partial class KeptByFive;

[Network(Training = false)]
[Input(1, 7, 7)]
[Conv(1, 7, Pad = 3)]
internal partial class KeptBySeven;

[Network(Training = false)]
[Input(1, 32, 32)]
[Conv(1, 5), ReLU, Conv(1, 5), ReLU, Conv(1, 5), ReLU, Conv(1, 5), ReLU]
internal partial class Shrinking;

/// <summary>Zeros around the image keep its size.</summary>
internal sealed class PaddingChapter() : Chapter("padding", "Padding that keeps the size")
{
    /// <summary>The networks whose padding keeps the size, with their filters' size.</summary>
    public static IReadOnlyList<(int Kernel, NetworkInfo Info)> Kept { get; } = [(3, KeptByThree.Info), (5, KeptByFive.Info), (7, KeptBySeven.Info)];

    /// <summary>The rows after each convolution without padding, the image's first.</summary>
    public static IEnumerable<int> ShrinkingSizes => LayerRows.Of(Shrinking.Info).Select(layer => layer.OutputShape[1]).Prepend(Shrinking.Info.InputShape[1]);

    /// <summary>The padding with which a filter of odd size keeps the image's size at stride 1.</summary>
    public static int KeepingPad(int kernel) => (kernel - 1) / 2;

    protected override void Tell(Page page)
    {
        page.Text("Without padding an image shrinks with every layer, too fast for deep networks. Under 5x5 filters 32 pixels become");
        page.Formulas(string.Join(" -> ", ShrinkingSizes));
        page.Text("With (F - 1) / 2 zeros on each side it keeps its size at stride 1:");
        page.Formulas([.. Kept.Select(kept => $"F = {kept.Kernel}, pad {KeepingPad(kept.Kernel)}:  {new Window(7, kept.Kernel, Pad: KeepingPad(kept.Kernel))}")]);
        page.Networks([.. Kept.Select(kept => kept.Info)]);
    }
}
