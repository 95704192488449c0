using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The numbers that a convolution's kernels are told, by the names that they have in all of them.</summary>
internal static class ConvolveNumbers
{
    private static readonly string[] AllAxes = ["Slice", "Row", "Column"];

    /// <summary>The axes as parts of names, from the outermost on.</summary>
    /// <param name="hasSlices">Whether there are slices.</param>
    public static IEnumerable<string> Axes(bool hasSlices) => hasSlices ? AllAxes : AllAxes.Skip(1);

    /// <summary>Their parameters, each with a comma in front.</summary>
    public static string Parameters(IEnumerable<string> numbers) => string.Concat(numbers.Select(static name => ", int " + name));

    /// <summary>What is passed for them.</summary>
    public static string Arguments(IEnumerable<string> numbers, Func<string, long> valueOf) => string.Join(", ", numbers.Select(name => Number(valueOf(name))));

    /// <summary>Where the group of a tile of filters begins in the input, as a term to add.</summary>
    /// <param name="channels">A group's channels, as C#.</param>
    public static string GroupInput(string channels) => $" + (tile / tiles * (({channels} + {Number(Tensor.Block - 1)}) / {Number(Tensor.Block)}) * blockStep)";

    /// <summary>One of those that follow from the convolution and its input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="geometry">The convolution.</param>
    /// <param name="x">The input.</param>
    public static long ValueOf(string name, ConvGeometry geometry, TensorForm x) => name switch
    {
        "groups" => geometry.Groups,
        "channels" => geometry.Channels,
        "blockStep" => x.IsPlanar ? (long)Tensor.Block * x.PlaneStride : x.PlaneStride,
        "channelStep" => x.PlaneStride,
        "tapSlices" => geometry.Kernel.Depth,
        "tapRows" => geometry.Kernel.Rows,
        "tapColumns" => geometry.Kernel.Columns,
        "tapSliceStep" => TapStep(geometry.Kernel.Depth, geometry.TapStep(x).Depth),
        "tapRowStep" => TapStep(geometry.Kernel.Rows, geometry.TapStep(x).Rows),
        "tapColumnStep" => TapStep(geometry.Kernel.Columns, geometry.TapStep(x).Columns),
        "slices" => geometry.Outputs.Depth,
        "rows" => geometry.Outputs.Rows,
        "columns" => geometry.Outputs.Columns,
        "xOrigin" => geometry.InputOrigin(x),
        "xSliceStep" => geometry.InputMove(x).Depth,
        "xRowStep" => geometry.InputMove(x).Rows,
        "xColumnStep" => geometry.InputMove(x).Columns,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such number"),
    };

    // A loop that runs once moves by nothing.
    private static long TapStep(int taps, long step) => taps == 1 ? 0 : step;
}
