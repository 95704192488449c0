using System;
using System.Collections.Generic;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Channels as rows and columns, and rows and columns as channels: reshapes and a transpose, of which a layer is made where it is needed.</summary>
internal static class Rearrangements
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["DepthToSpace"] = DepthToSpace,
        ["SpaceToDepth"] = SpaceToDepth,
    };

    private static void DepthToSpace(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int size = lowering.Node.Integer("blocksize", 1);
        bool isChannelFirst = lowering.Node.Text("mode", "DCR") == "CRD";
        (int channels, int rows, int columns) = SizesOf(x);
        int each = channels / (size * size);
        int[] split = isChannelFirst ? [1, each, size, size, rows, columns] : [1, size, size, each, rows, columns];
        int[] order = isChannelFirst ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
        lowering.Set(Views.Reshaped(lowering, Views.Reshaped(lowering, x, split).Transposed(order), [1, each, rows * size, columns * size]));
    }

    private static void SpaceToDepth(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        int size = lowering.Node.Integer("blocksize", 1);
        (int channels, int rows, int columns) = SizesOf(x);
        int[] split = [1, channels, rows / size, size, columns / size, size];
        Value cut = Views.Reshaped(lowering, x, split).Transposed([0, 3, 5, 1, 2, 4]);
        lowering.Set(Views.Reshaped(lowering, cut, [1, channels * size * size, rows / size, columns / size]));
    }

    private static (int Channels, int Rows, int Columns) SizesOf(Value x) =>
        x.Shape is [_, int channels, int rows, int columns] ? (channels, rows, columns) : throw new ImportException("it is of images, with a batch, channels, rows and columns");
}
