using System.Collections.Generic;
using System.Linq;
using CnnGen.Export.Writing;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Layers.ConvTranspose;
using CnnGen.Generator.Shapes;
using CnnGen.Onnx.Format;

namespace CnnGen.Export.Layers;

/// <summary>Linear maps by weights. PyTorch's order of them is ONNX's.</summary>
internal static class Convolutions
{
    public static string Conv(LayerWriter layer)
    {
        ConvolutionLayer convolution = (ConvolutionLayer)layer.Node.Layer;
        IReadOnlyList<Axis> axes = convolution.Options.Window.AxesOf(layer.Shape);
        AxisPads pads = AxisPads.Of(axes);
        bool isPadded = convolution.Options.Border != Generator.Model.BorderMode.Zeros && !pads.IsNone;
        string input = isPadded ? pads.Add(layer, layer.Input, convolution.Options.Border) : layer.Input;
        return layer.Add("Conv", [input, .. Weights(layer)], [.. Window(axes, isPadded ? new long[2 * axes.Count] : pads.Spatial), Attributes.Of("group", convolution.GroupsOf(layer.Shape))]);
    }

    public static string ConvTranspose(LayerWriter layer)
    {
        ConvTransposeLayer convolution = (ConvTransposeLayer)layer.Node.Layer;
        IReadOnlyList<Axis> axes = convolution.Spatial.AxesOf(layer.Shape);
        long[] outputPads = [.. convolution.OutputPad.Each.Skip(SpatialWindow.MostAxes - axes.Count).Select(static pad => (long)pad.Value)];
        long[] pads = [.. axes.Select(static axis => (long)axis.Window.Pad.Before.Value), .. axes.Select(static axis => (long)axis.Window.Pad.After.Value)];
        return layer.Add(
            "ConvTranspose", [layer.Input, .. Weights(layer)], [.. Window(axes, pads), Attributes.Of("group", convolution.Groups), Attributes.Of("output_padding", outputPads)]);
    }

    public static string Linear(LayerWriter layer)
    {
        string flat = layer.Shape.SpatialRank == 0 ? layer.Input : layer.Add("Flatten", layer.Input, Attributes.Of("axis", 1));
        return layer.Add("Gemm", [flat, .. Weights(layer)], Attributes.Of("transB", 1));
    }

    private static IEnumerable<string> Weights(LayerWriter layer) => layer.HasParameter("bias") ? [layer.Parameter("weight"), layer.Parameter("bias")] : [layer.Parameter("weight")];

    private static IEnumerable<AttributeProto> Window(IReadOnlyList<Axis> axes, long[] pads) =>
    [
        Attributes.Of("kernel_shape", [.. axes.Select(static axis => (long)axis.Window.Kernel.Value)]),
        Attributes.Of("strides", [.. axes.Select(static axis => (long)axis.Window.Stride.Value)]),
        Attributes.Of("dilations", [.. axes.Select(static axis => (long)axis.Window.Dilation.Value)]),
        Attributes.Of("pads", pads),
    ];
}
