using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Padding around the channels.</summary>
internal static class Paddings
{
    // The batch's axis and the channels'.
    private const int FirstPosition = 2;

    public static OnnxNetwork? Pad(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        OnnxTensor x = recorded.X;
        (int[] before, int[] behind) = Sides(node, x.Shape.Length);
        if (before[..FirstPosition].Concat(behind[..FirstPosition]).Any(pad => pad != 0))
        {
            return null;
        }

        SampleView view = SampleView.Batch(x.Shape);
        string pads = Window.PadsOf(before[FirstPosition..], behind[FirstPosition..]);
        double value = node.OptionalInput(2)?.Number ?? node.Number("value", 0);
        return node.Text("mode", "constant") switch
        {
            "edge" => OnnxNetwork.Of(view, x, $"Pad({pads}, PadMode = PadMode.Replicate)"),
            "reflect" => OnnxNetwork.Of(view, x, $"Pad({pads}, PadMode = PadMode.Reflect)"),
            "constant" when value == 0 => OnnxNetwork.Of(view, x, $"Pad({pads})"),
            "constant" => Constant(view, x, pads, value),
            _ => null,
        };
    }

    /// <summary>Another constant than zero is taken off in front of the padding and added behind it.</summary>
    private static OnnxNetwork Constant(SampleView view, OnnxTensor x, string pads, double value) => OnnxNetwork
        .Of(view, x, $"{Formula.Scale("less")}, Pad({pads}), {Formula.Scale("more")}")
        .WithPrepared("less", Formula.ScaleParameters(view.Channels, 1, -value)).WithPrepared("more", Formula.ScaleParameters(view.Channels, 1, value));

    private static (int[] Before, int[] Behind) Sides(OnnxNode node, int rank)
    {
        int[] pads = node.Integers("pads", 1)!;
        int[] axes = node.OptionalInput(3)?.Integers ?? Enumerable.Range(0, rank).ToArray();
        (int[] before, int[] behind) = (new int[rank], new int[rank]);
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = OnnxNode.FromFront(axes[i], rank);
            (before[axis], behind[axis]) = (pads[i], pads[axes.Length + i]);
        }

        return (before, behind);
    }
}
