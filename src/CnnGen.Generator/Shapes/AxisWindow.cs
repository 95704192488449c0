using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Shapes;

/// <summary>A number of a layer and the parameter it came from, so that an error can point at it.</summary>
internal readonly record struct Setting(int Value, string Parameter);

/// <summary>A window that moves along one axis: out = (in - dilation (kernel - 1) - 1 + 2 pad) / stride + 1.</summary>
internal sealed record AxisWindow(string Axis, Setting Kernel, Setting Stride, Setting Pad, Setting Dilation, FitMode Fit)
{
    // Suggesting the stride 40 for an input of 41 helps nobody.
    private const int LargestStrideNamed = 64;
    private const int MostPadChange = 16;

    /// <summary>The most padding that leaves every window an element of the input: pooling layers take no more than half a kernel.</summary>
    public long MostPad { get; init; } = int.MaxValue;

    /// <summary>Elements from the window's first tap to its last.</summary>
    public long Extent => ((long)Dilation.Value * (Kernel.Value - 1)) + 1;

    /// <summary>The room the window's first tap can move in; negative where the window is larger than its padded input.</summary>
    public long Room(int input) => input + (2L * Pad.Value) - Extent;

    /// <summary>Whether the stride divides the room.</summary>
    public bool Divides(int input) => Room(input) % Stride.Value == 0;

    /// <summary>Number of windows, rounded as <see cref="Fit"/> says.</summary>
    public int Output(int input)
    {
        long room = Room(input);
        if (Fit != FitMode.Ceil)
        {
            return (int)((room / Stride.Value) + 1);
        }

        // PyTorch: the last window must begin inside the input or its left padding.
        long windows = ((room + Stride.Value - 1) / Stride.Value) + 1;
        return (int)((windows - 1) * Stride.Value >= input + Pad.Value ? windows - 1 : windows);
    }

    /// <summary>The rule with its numbers: <c>(7 - 3 + 2*0) / 3 + 1 = 2.33</c>.</summary>
    public string Arithmetic(int input)
    {
        double windows = ((double)Room(input) / Stride.Value) + 1;
        string kernel = Dilation.Value == 1 ? $"{Kernel.Value}" : $"{Dilation.Value}*({Kernel.Value} - 1) - 1";
        return FormattableString.Invariant($"({input} - {kernel} + 2*{Pad.Value}) / {Stride.Value} + 1 = {windows:0.##}");
    }

    /// <summary>Strides that divide the room, nearest to the present one first.</summary>
    public IEnumerable<int> FittingStrides(int input)
    {
        int room = (int)Math.Min(Room(input), int.MaxValue);
        return room == 0
            ? [1]
            : Enumerable.Range(1, Math.Min(room, LargestStrideNamed)).Where(stride => room % stride == 0)
                .OrderBy(stride => Math.Abs(stride - Stride.Value)).ThenBy(stride => stride);
    }

    /// <summary>Paddings near the present one for which the stride divides, nearest first.</summary>
    public IEnumerable<int> FittingPads(int input) =>
        Enumerable.Range(Math.Max(0, Pad.Value - MostPadChange), 2 * MostPadChange)
            .Where(pad => pad < Extent && pad <= MostPad)
            .Where(pad => pad != Pad.Value && (input + (2L * pad) - Extent) >= 0 && (input + (2L * pad) - Extent) % Stride.Value == 0)
            .OrderBy(pad => Math.Abs(pad - Pad.Value)).ThenBy(pad => pad);

    /// <summary>How many rows or columns no window reaches when the division is rounded down.</summary>
    public long Dropped(int input) => Room(input) % Stride.Value;

    /// <summary>An error's words for a number of things: <c>1, 2 and 4</c>.</summary>
    public static string Enumerate(IEnumerable<int> values)
    {
        string[] texts = values.Select(value => value.ToString(CultureInfo.InvariantCulture)).ToArray();
        return texts.Length <= 1 ? string.Concat(texts) : string.Join(", ", texts.Take(texts.Length - 1)) + " and " + texts[texts.Length - 1];
    }
}
