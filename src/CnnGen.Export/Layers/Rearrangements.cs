using System.Collections.Generic;
using System.Linq;
using CnnGen.Export.Writing;
using CnnGen.Generator.Layers.ChannelShuffle;
using CnnGen.Generator.Layers.Crop;
using CnnGen.Generator.Layers.Pad;
using CnnGen.Generator.Layers.PixelShuffle;
using CnnGen.Generator.Layers.Slice;
using CnnGen.Generator.Layers.Upsample;
using CnnGen.Generator.Shapes;
using CnnGen.Onnx.Format;

namespace CnnGen.Export.Layers;

/// <summary>Elements in other places.</summary>
internal static class Rearrangements
{
    public static string Slice(LayerWriter layer)
    {
        SliceLayer slice = (SliceLayer)layer.Node.Layer;
        return layer.Slice(layer.Input, 0, slice.First, slice.Count);
    }

    public static string Crop(LayerWriter layer)
    {
        CropLayer crop = (CropLayer)layer.Node.Layer;
        AxisCrop[] axes = [.. crop.Axes.Each.Skip(SpatialWindow.MostAxes - crop.Rank)];
        string[] operands =
        [
            layer.Input,
            layer.Integers([.. axes.Select(static axis => (long)axis.First.Value)]),
            layer.Integers([.. axes.Select(static axis => (long)axis.First.Value + axis.Count.Value)]),
            layer.Integers([.. axes.Select(static (_, place) => place + 2L)]),
        ];
        return layer.Add("Slice", operands);
    }

    public static string Pad(LayerWriter layer)
    {
        PadLayer pad = (PadLayer)layer.Node.Layer;
        AxisPads pads = AxisPads.Of(pad.Spatial.AxesOf(layer.Shape));
        return pads.Add(layer, layer.Input, pad.Mode);
    }

    public static string ChannelShuffle(LayerWriter layer)
    {
        int groups = ((ChannelShuffleLayer)layer.Node.Layer).Groups;
        string grouped = layer.Reshape(layer.Input, groups, layer.Shape.Channels / groups, -1);
        return layer.Reshape(layer.Add("Transpose", grouped, Attributes.Of("perm", [0, 2, 1, 3])), layer.Shape);
    }

    public static string PixelShuffle(LayerWriter layer) =>
        layer.Add("DepthToSpace", layer.Input, Attributes.Of("blocksize", ((PixelShuffleLayer)layer.Node.Layer).Scale), Attributes.Of("mode", "CRD"));

    public static string Upsample(LayerWriter layer)
    {
        UpsampleLayer upsample = (UpsampleLayer)layer.Node.Layer;

        // Of lines, runtimes know images and volumes: a sequence is an image of one row.
        bool isSequence = layer.Shape.SpatialRank == 1 && upsample.IsLinearBetween;
        string value = isSequence ? layer.Reshape(layer.Input, layer.Shape.Channels, 1, -1) : layer.Input;
        float[] scales = [1, 1, .. Enumerable.Repeat(1f, isSequence ? 1 : 0), .. Enumerable.Repeat((float)upsample.Scale, layer.Shape.SpatialRank)];
        string resized = layer.Add("Resize", [value, "", layer.Floats(scales)], Mode(upsample));
        return isSequence ? layer.Reshape(resized, layer.Node.Output) : resized;
    }

    private static IEnumerable<AttributeProto> Mode(UpsampleLayer upsample) => upsample.IsLinearBetween
        ? [Attributes.Of("mode", "linear"), Attributes.Of("coordinate_transformation_mode", upsample.AlignsCorners ? "align_corners" : "half_pixel")]
        : [Attributes.Of("mode", "nearest"), Attributes.Of("coordinate_transformation_mode", "asymmetric"), Attributes.Of("nearest_mode", "floor")];
}
