using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Layers that copy elements of each axis, or leave some out.</summary>
internal static class NearestCopies
{
    /// <summary>A volume whose elements are copies of another's.</summary>
    /// <param name="lowering">The node.</param>
    /// <param name="volume">The other one.</param>
    /// <param name="sources">For each element of each axis of positions, the one that it is a copy of.</param>
    /// <returns>The volume; null where elements are neither equally often copied nor equally far apart.</returns>
    public static Layer? Of(NodeLowering lowering, Layer volume, int[][] sources)
    {
        int[] strides = [.. sources.Select((source, axis) => StrideOf(source, volume.Shape[axis + 1]))];
        if (strides.All(static stride => stride > 0))
        {
            return strides.All(static stride => stride == 1) ? volume : Strided(lowering, volume, strides, sources);
        }

        Repetition[] repetitions = [.. sources.Select((source, axis) => Repetition.Of(source, volume.Shape[axis + 1])).OfType<Repetition>()];
        if (repetitions.Length < sources.Length)
        {
            return null;
        }

        int scale = repetitions[0].Scale;
        Layer larger = repetitions.All(repetition => repetition.Scale == scale)
            ? Upsampled(lowering, volume, scale)
            : repetitions.Select(static (repetition, axis) => (repetition.Scale, Axis: axis + 1)).Where(static pair => pair.Scale > 1)
                .Aggregate(volume, (layer, pair) => Repeated(lowering, layer, pair.Axis, pair.Scale));
        return Fitted(lowering, larger, repetitions);
    }

    // Which element is taken of so many, from the first on; 0 where they are not equally far apart, or some are left over.
    private static int StrideOf(int[] sources, int size)
    {
        int stride = sources.Length > 1 ? sources[1] - sources[0] : size;
        bool holds = stride > 0 && ((size - 1) / stride) + 1 == sources.Length && sources.Select((source, i) => source == i * stride).All(static same => same);
        return holds ? stride : 0;
    }

    // A window of one element is that element.
    private static Layer Strided(NodeLowering lowering, Layer volume, int[] strides, int[][] sources)
    {
        Window window = Window.Point(strides.Length) with { Stride = strides };
        return lowering.Add(new Layer("MaxPool", [volume.Shape[0], .. sources.Select(static source => source.Length)], volume)
        {
            Origin = lowering.Node,
            Window = window,
            Arguments = [.. window.Arguments(strideIsKernel: true)],
        });
    }

    private static Layer Upsampled(NodeLowering lowering, Layer volume, int scale) => scale == 1
        ? volume
        : lowering.Add("Upsample", [volume.Shape[0], .. volume.Shape[1..].Select(size => size * scale)], [volume], [Argument.Of(scale)]);

    /// <summary>One axis alone: it is the last one of channels, which stand so often side by side and are then shuffled.</summary>
    private static Layer Repeated(NodeLowering lowering, Layer volume, int axis, int scale)
    {
        int channels = Shapes.Product(volume.Shape[..(axis + 1)]);
        Layer rows = lowering.Reshaped(volume, channels, volume.Elements / channels);
        int[] copied = [channels * scale, rows.Shape[1]];
        Layer copies = lowering.Add("Concat", copied, Enumerable.Repeat(rows, scale));
        Layer shuffled = lowering.Add("ChannelShuffle", copied, [copies], [Argument.Of(scale)]);
        int[] shape = [.. volume.Shape];
        shape[axis] *= scale;
        return lowering.Reshaped(shuffled, shape);
    }

    // Without what comes too early and too late; the last element goes on where there is too little.
    private static Layer Fitted(NodeLowering lowering, Layer layer, Repetition[] repetitions)
    {
        int[] kept = [.. repetitions.Select(static repetition => repetition.Kept)];
        if (!kept.SequenceEqual(layer.Shape[1..]))
        {
            IEnumerable<int> skipped = repetitions.Select(static repetition => repetition.Skipped);
            layer = lowering.Add("Crop", [layer.Shape[0], .. kept], [layer], skipped.Concat(kept).Select(Argument.Of));
        }

        int[] added = [.. repetitions.Select(static repetition => repetition.Added)];
        return added.Sum() == 0 ? layer : Paddings.Layer(lowering, layer, new int[added.Length], added, [new("PadMode", "PadMode.Replicate")]);
    }

    /// <summary>An axis whose elements are repeated equally often, but perhaps for the outermost.</summary>
    /// <param name="Scale">How often each is.</param>
    /// <param name="Skipped">How many of the repeated ones are left out in front.</param>
    /// <param name="Kept">How many are there behind these.</param>
    /// <param name="Added">How often the last one goes on.</param>
    private sealed record Repetition(int Scale, int Skipped, int Kept, int Added)
    {
        /// <summary>The repetition, or null where there is none.</summary>
        public static Repetition? Of(int[] sources, int size)
        {
            for (int scale = 1; scale <= sources.Length; scale++)
            {
                for (int skipped = 0; skipped < scale; skipped++)
                {
                    if (sources.Select((source, i) => source == Math.Min((i + skipped) / scale, size - 1)).All(static holds => holds))
                    {
                        int kept = Math.Min((size * scale) - skipped, sources.Length);
                        return new(scale, skipped, kept, sources.Length - kept);
                    }
                }
            }

            return null;
        }
    }
}
