using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>
/// Operators after which the elements lie as before, in another shape: a network's vector of outputs has their order, whatever layout it
/// computes in. And orders that shuffles of channels make.
/// </summary>
internal static class Views
{
    /// <summary>All but the first axis as one.</summary>
    public static OnnxNetwork Batch(OnnxCase recorded) => OnnxNetwork.Of(recorded, "Flatten");

    /// <summary>The axes from one on as one.</summary>
    public static OnnxNetwork Flatten(OnnxCase recorded)
    {
        int[] shape = recorded.X.Shape;
        return OnnxNetwork.Of(SampleView.From(shape, recorded.Node.Axis(shape.Length, 1)), recorded.X, "Flatten");
    }

    /// <summary>Inference, which does nothing; a mask that is drawn from ONNX's random numbers is not this library's.</summary>
    public static OnnxNetwork? Dropout(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        bool isTraining = node.OptionalInput(2) is { Number: not 0 };
        return isTraining ? null : OnnxNetwork.Of(recorded, $"Dropout({Formula.Text(node.Number("ratio", 0.5))})");
    }

    /// <summary>Two axes exchanged are one shuffle of a times b channels; three in reverse order are two of them.</summary>
    public static OnnxNetwork? Transpose(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        (int Axis, int Size)[] axes = Runs(x.Shape, recorded.Node.Integers("perm")!);
        int[] sizes = axes.OrderBy(axis => axis.Axis).Select(axis => axis.Size).ToArray();
        bool isReversed = axes.Select(axis => axis.Axis).SequenceEqual(axes.Select(axis => axis.Axis).OrderDescending());
        return sizes.Length switch
        {
            <= 1 => Batch(recorded),
            2 => OnnxNetwork.Of(new SampleView(1, [x.Length]), x, $"ChannelShuffle({sizes[0]})"),
            3 when isReversed => OnnxNetwork.Of(
                new SampleView(1, [sizes[0] * sizes[1], sizes[2]]), x, $"ChannelShuffle({sizes[0]}), Flatten, ChannelShuffle({sizes[0] * sizes[1]})"),
            _ => null,
        };
    }

    /// <summary>The axes in their new order: those of one element left out, those that stay side by side as one.</summary>
    private static (int Axis, int Size)[] Runs(int[] shape, int[] order)
    {
        List<(int Axis, int Size)> runs = [];
        int last = -1;
        foreach (int axis in order.Where(axis => shape[axis] > 1))
        {
            bool goesOn = last >= 0 && axis > last && shape[(last + 1)..axis].All(size => size == 1);
            runs = goesOn ? [.. runs[..^1], (runs[^1].Axis, runs[^1].Size * shape[axis])] : [.. runs, (axis, shape[axis])];
            last = axis;
        }

        return [.. runs];
    }
}
