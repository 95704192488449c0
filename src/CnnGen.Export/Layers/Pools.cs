using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Export.Writing;
using CnnGen.Generator.Layers.AvgPool;
using CnnGen.Generator.Layers.LpPool;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Onnx.Format;

namespace CnnGen.Export.Layers;

/// <summary>Pools by windows.</summary>
internal static class Pools
{
    public static string Max(LayerWriter layer)
    {
        IReadOnlyList<Axis> axes = layer.Node.Layer.Window!.AxesOf(layer.Shape);
        return layer.Add("MaxPool", InputOf(layer), [.. Window(axes, AxisPads.Of(axes)), .. Rounding(layer, axes), Attributes.Of("dilations", Dilations(axes))]);
    }

    public static string Average(LayerWriter layer)
    {
        AvgPoolLayer pool = (AvgPoolLayer)layer.Node.Layer;
        IReadOnlyList<Axis> axes = pool.Spatial.AxesOf(layer.Shape);
        AxisPads pads = AxisPads.Of(axes);
        bool isCounted = pool.CountIncludePad && !pads.IsNone;
        if (!isCounted || !IsRoundedUp(layer, axes))
        {
            return layer.Add("AveragePool", InputOf(layer), [.. Window(axes, pads), .. Rounding(layer, axes), Attributes.Of("count_include_pad", isCounted ? 1 : 0)]);
        }

        // The layer's padding counts, and what rounding up reaches beyond does not; whether it does in the operator is each runtime's matter.
        return layer.Add("AveragePool", Padded(layer, pads), [.. Window(axes, AxisPads.None(axes.Count)), .. Rounding(layer, axes), Attributes.Of("count_include_pad", 0)]);
    }

    public static string Lp(LayerWriter layer)
    {
        LpPoolLayer pool = (LpPoolLayer)layer.Node.Layer;
        IReadOnlyList<Axis> axes = pool.Spatial.AxesOf(layer.Shape);
        if (Dilations(axes).Any(static dilation => dilation > 1))
        {
            return DilatedLp(layer, pool, axes);
        }

        // This version's operator rounds down: what rounding up reaches is there as zeros, which count nothing.
        bool isRoundedUp = IsRoundedUp(layer, axes);
        string input = isRoundedUp ? Padded(layer, Covered(layer, axes)) : layer.Input;
        return layer.Add("LpPool", input, [.. Window(axes, isRoundedUp ? AxisPads.None(axes.Count) : AxisPads.Of(axes)), Attributes.Of("p", pool.Norm)]);
    }

    /// <summary>Sums of powers as a convolution by ones, and their root: this version's LpPool has no dilation.</summary>
    private static string DilatedLp(LayerWriter layer, LpPoolLayer pool, IReadOnlyList<Axis> axes)
    {
        string powers = layer.Add("Pow", [layer.Add("Abs", layer.Input), layer.Scalar(pool.Norm)]);
        string ones = layer.Filled([layer.Shape.Channels, 1, .. axes.Select(static axis => axis.Window.Kernel.Value)], 1);
        string sums = layer.Add(
            "Conv", [powers, ones], [.. Window(axes, Covered(layer, axes)), Attributes.Of("dilations", Dilations(axes)), Attributes.Of("group", layer.Shape.Channels)]);
        return layer.Add("Pow", [sums, layer.Scalar(1.0 / pool.Norm)]);
    }

    // ONNX Runtime's optimizer takes zeros of a Pad for padding of the pool behind it, which has others or refuses as many: something is put between the two.
    private static string InputOf(LayerWriter layer) => layer.IsMadeBy("Pad", layer.Input) ? layer.Reshape(layer.Input, layer.Shape) : layer.Input;

    private static string Padded(LayerWriter layer, AxisPads pads)
    {
        IEnumerable<long> sizes = layer.Shape.Sizes.Skip(1).Select((size, axis) => pads.Before[axis] + size + pads.After[axis]);
        return layer.Reshape(pads.Add(layer, layer.Input, BorderMode.Zeros), [layer.Shape.Channels, .. sizes]);
    }

    // Where the layer rounds up and leaves a window out that would begin behind the input, it has as many as if it had rounded down.
    private static bool IsRoundedUp(LayerWriter layer, IReadOnlyList<Axis> axes) => axes.Select((axis, place) => layer.Node.Output.Sizes[place + 1] > axis.Windows).Any(static isMore => isMore);

    private static IEnumerable<AttributeProto> Rounding(LayerWriter layer, IReadOnlyList<Axis> axes) => IsRoundedUp(layer, axes) ? [Attributes.Of("ceil_mode", 1)] : [];

    /// <summary>The layer's padding, and behind it what rounding up reaches.</summary>
    private static AxisPads Covered(LayerWriter layer, IReadOnlyList<Axis> axes)
    {
        AxisPads own = AxisPads.Of(axes);
        IEnumerable<long> after = axes.Select((axis, place) =>
        {
            long reached = ((layer.Node.Output.Sizes[place + 1] - 1L) * axis.Window.Stride.Value) + axis.Window.Extent;
            return Math.Max(own.After[place], reached - axis.Size - own.Before[place]);
        });
        return own with { After = [.. after] };
    }

    private static long[] Dilations(IReadOnlyList<Axis> axes) => [.. axes.Select(static axis => (long)axis.Window.Dilation.Value)];

    private static IEnumerable<AttributeProto> Window(IReadOnlyList<Axis> axes, AxisPads pads) =>
    [
        Attributes.Of("kernel_shape", [.. axes.Select(static axis => (long)axis.Window.Kernel.Value)]),
        Attributes.Of("strides", [.. axes.Select(static axis => (long)axis.Window.Stride.Value)]),
        Attributes.Of("pads", pads.Spatial),
    ];
}
