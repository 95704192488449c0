using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Who says how much padding a window has.</summary>
internal enum ReferencePadding
{
    Explicit,
    Same,
    Valid,
}

/// <summary>A window along one axis.</summary>
internal sealed record ReferenceAxis(int Kernel, int Stride, int PadBefore, int PadAfter, int Dilation)
{
    /// <summary>The window that leaves an axis as it is.</summary>
    public static readonly ReferenceAxis Unit = new(1, 1, 0, 0, 1);

    private int Extent => (Dilation * (Kernel - 1)) + 1;

    /// <summary>The number of windows, or null where the window is larger than its padded input.</summary>
    public int? Count(int size, ReferencePadding padding, bool ceil)
    {
        if (padding == ReferencePadding.Same)
        {
            return (size + Stride - 1) / Stride;
        }

        int room = size + Before(size, padding) + After(size, padding) - Extent;
        if (room < 0)
        {
            return null;
        }

        int count = ((ceil ? room + Stride - 1 : room) / Stride) + 1;
        return ceil && (count - 1) * Stride >= size + Before(size, padding) ? count - 1 : count;
    }

    /// <summary>Elements added in front. Where the size is kept up to the stride, half of what the windows need, rounded down.</summary>
    public int Before(int size, ReferencePadding padding) => padding switch
    {
        ReferencePadding.Same => Needed(size) / 2,
        ReferencePadding.Valid => 0,
        _ => PadBefore,
    };

    /// <summary>Elements added behind.</summary>
    public int After(int size, ReferencePadding padding) => padding switch
    {
        ReferencePadding.Same => Needed(size) - (Needed(size) / 2),
        ReferencePadding.Valid => 0,
        _ => PadAfter,
    };

    private int Needed(int size) => Math.Max(0, ((Count(size, ReferencePadding.Same, false)!.Value - 1) * Stride) + Extent - size);
}

/// <summary>A window that moves over an input's spatial axes.</summary>
/// <param name="Axes">The window along each of them, outermost first.</param>
/// <param name="Padding">Who says how much padding there is.</param>
/// <param name="Ceil">Whether a rest is one window more.</param>
internal sealed record ReferenceWindow(IReadOnlyList<ReferenceAxis> Axes, ReferencePadding Padding = ReferencePadding.Explicit, bool Ceil = false)
{
    private const int MostAxes = 3;

    /// <summary>What the axes are called in an attribute, outermost first.</summary>
    public static IReadOnlyList<string> AxisNames { get; } = ["Depth", "Height", "Width"];

    /// <summary>What the sides of the axes are called.</summary>
    public static IReadOnlyList<(string Before, string After)> Sides { get; } = [("Front", "Back"), ("Top", "Bottom"), ("Left", "Right")];

    /// <summary>The window along depth, height and width.</summary>
    public ReferenceAxis[] All => [.. Enumerable.Repeat(ReferenceAxis.Unit, MostAxes - Axes.Count), .. Axes];

    /// <summary>Elements of the window.</summary>
    public int Count => Axes.Aggregate(1, (product, axis) => product * axis.Kernel);

    /// <summary>The arguments from the kernel on; an axis has a number of its own where it is not the outermost one's.</summary>
    public IEnumerable<string> Arguments =>
    [
        $"{Axes[0].Kernel}", .. Others("Kernel", axis => axis.Kernel),
        $"Stride = {Axes[0].Stride}", .. Others("Stride", axis => axis.Stride),
        .. Padding == ReferencePadding.Explicit ? [$"Pad = {Axes[0].PadBefore}", .. Others("Pad", axis => axis.PadBefore), .. PadsAfter] : new[] { $"Padding = Padding.{Padding}" },
        .. Ceil ? new[] { "Fit = Fit.Ceil" } : [],
    ];

    /// <summary>The same for the dilation, which a mean's windows do not have.</summary>
    public IEnumerable<string> DilationArguments => [$"Dilation = {Axes[0].Dilation}", .. Others("Dilation", axis => axis.Dilation)];

    /// <summary>The output's spatial sizes, or null where the window does not fit.</summary>
    /// <param name="sizes">As many sizes as there are axes.</param>
    public int[]? Infer(IReadOnlyList<int> sizes)
    {
        int?[] counts = sizes.Count == Axes.Count ? Axes.Zip(sizes, (axis, size) => axis.Count(size, Padding, Ceil)).ToArray() : [null];
        return counts.All(count => count > 0) ? counts.Select(count => count!.Value).ToArray() : null;
    }

    /// <summary>Whether no taps can step over the input from the padding on one side into that on the other.</summary>
    public bool SeesInput(IReadOnlyList<int> sizes) => Axes.Zip(sizes, (axis, size) => axis.PadBefore == 0 || axis.Dilation <= size).All(sees => sees);

    /// <summary>Whether there are elements enough for the padding.</summary>
    public bool HasBorder(ReferencePadMode mode, IReadOnlyList<int> sizes) =>
        Axes.Zip(sizes, (axis, size) => ReferenceBorder.Fits(mode, Math.Max(axis.Before(size, Padding), axis.After(size, Padding)), size)).All(fits => fits);

    /// <summary>Depth, height and width of the output.</summary>
    public int[] Sizes(Volume input) => All.Zip(input.Sizes, (axis, size) => axis.Count(size, Padding, Ceil)!.Value).ToArray();

    /// <summary>Slices, rows and columns added in front of an input.</summary>
    public int[] Before(Volume input) => All.Zip(input.Sizes, (axis, size) => axis.Before(size, Padding)).ToArray();

    /// <summary>Slices, rows and columns added behind an input.</summary>
    public int[] After(Volume input) => All.Zip(input.Sizes, (axis, size) => axis.After(size, Padding)).ToArray();

    /// <summary>Of each output the slice, row and column of the input below each of the window's taps; outside of the input in the padding.</summary>
    public IEnumerable<(int Slice, int Row, int Column)[]> Places(Volume input)
    {
        ReferenceAxis[] axes = All;
        int[] before = Before(input);
        int[] sizes = Sizes(input);
        return
            from slice in Enumerable.Range(0, sizes[0])
            from row in Enumerable.Range(0, sizes[1])
            from column in Enumerable.Range(0, sizes[2])
            select Taps(slice, row, column);

        (int, int, int)[] Taps(int slice, int row, int column) =>
        [
            ..
            from t in Enumerable.Range(0, axes[0].Kernel)
            from u in Enumerable.Range(0, axes[1].Kernel)
            from v in Enumerable.Range(0, axes[2].Kernel)
            select (Place(0, slice, t), Place(1, row, u), Place(2, column, v)),
        ];

        int Place(int axis, int window, int tap) => (window * axes[axis].Stride) + (tap * axes[axis].Dilation) - before[axis];
    }

    private IEnumerable<string> PadsAfter => Axes.Zip(Sides.Skip(MostAxes - Axes.Count))
        .Where(pair => pair.First.PadAfter != pair.First.PadBefore).Select(pair => $"Pad{pair.Second.After} = {pair.First.PadAfter}");

    private IEnumerable<string> Others(string name, Func<ReferenceAxis, int> number) => Enumerable.Range(1, Axes.Count - 1)
        .Where(index => number(Axes[index]) != number(Axes[0]))
        .Select(index => $"{name}{AxisNames[MostAxes - Axes.Count + index]} = {number(Axes[index])}");
}
