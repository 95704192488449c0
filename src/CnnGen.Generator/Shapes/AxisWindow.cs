using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Shapes;

/// <summary>A number of a layer and the parameter it came from, so that an error can point at it.</summary>
internal readonly record struct Setting(int Value, string Parameter);

/// <summary>A window that moves along one axis: out = (in - dilation (kernel - 1) - 1 + padding before and after) / stride + 1.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Kernel">The window's taps.</param>
/// <param name="Stride">Elements from one window to the next.</param>
/// <param name="Pad">Elements added on the sides where <see cref="Padding"/> is explicit.</param>
/// <param name="Dilation">Elements from one tap to the next.</param>
/// <param name="Fit">What happens where the stride does not divide.</param>
internal sealed record AxisWindow(AxisName Axis, Setting Kernel, Setting Stride, AxisPad Pad, Setting Dilation, FitMode Fit)
{
    private const int MostPadChange = 16;
    private const int MostKernelChange = 32;
    private const int MostDigits = 15;

    /// <summary>Who says how much padding there is.</summary>
    public PaddingMode Padding { get; init; }

    /// <summary>The most padding that leaves every window an element of the input: pooling layers take no more than half a kernel.</summary>
    public long MostPad { get; init; } = int.MaxValue;

    /// <summary>The window that leaves an axis as it is.</summary>
    public static AxisWindow Unit(AxisName axis) =>
        new(axis, new Setting(1, "kernel"), new Setting(1, "Stride"), AxisPad.Of(new Setting(0, "Pad")), new Setting(1, "Dilation"), FitMode.Exact);

    /// <summary>Whether it is a pooling layer's.</summary>
    public bool IsPool => MostPad != int.MaxValue;

    /// <summary>Whether the stride is a number of its own. An unset stride of pooling is the kernel.</summary>
    public bool HasOwnStride => Stride.Parameter != Kernel.Parameter;

    /// <summary>The parameter that changes the stride, for the axes that share it.</summary>
    public string StrideToSet => HasOwnStride ? Stride.Parameter : Kernel.Parameter == "kernel" ? "Stride" : "Stride" + Kernel.Parameter.Substring("Kernel".Length);

    /// <summary>Kernels near the present one, nearest first; 1 would be no window.</summary>
    public IEnumerable<int> NearKernels => Enumerable.Range(-MostKernelChange, 2 * MostKernelChange)
        .Select(change => (long)Kernel.Value + change)
        .Where(kernel => kernel >= 2 && kernel <= Math.Min(2L * Kernel.Value, int.MaxValue) && kernel != Kernel.Value)
        .Select(kernel => (int)kernel)
        .OrderBy(kernel => Math.Abs(kernel - Kernel.Value)).ThenBy(kernel => kernel);

    /// <summary>The window with another kernel, and with that for its stride where the stride is the kernel.</summary>
    public AxisWindow WithKernel(int value) => this with
    {
        Kernel = Kernel with { Value = value },
        Stride = HasOwnStride ? Stride : Stride with { Value = value },
        MostPad = IsPool ? value / 2 : MostPad,
    };

    /// <summary>The window with another stride, from then on one of its own.</summary>
    public AxisWindow WithStride(int value) => this with { Stride = new Setting(value, StrideToSet) };

    /// <summary>The window with another value for one of its paddings; itself where it does not have that one.</summary>
    public AxisWindow WithPad(Setting pad, int value) => this with { Pad = Pad.With(pad, value) };

    /// <summary>The window with another padding behind the input, from then on one of its own.</summary>
    public AxisWindow WithPadAfter(int value) => this with { Pad = Pad with { After = new Setting(value, Axis.PadAfter) } };

    /// <summary>The window with another dilation.</summary>
    public AxisWindow WithDilation(int value) => this with { Dilation = Dilation with { Value = value } };

    /// <summary>Elements from the window's first tap to its last.</summary>
    public long Extent => ((long)Dilation.Value * (Kernel.Value - 1)) + 1;

    /// <summary>Elements added in front of an input.</summary>
    public int PadBefore(int input) => Padding == PaddingMode.Explicit ? Pad.Before.Value : checked((int)(TotalPad(input) / 2));

    /// <summary>Elements added behind an input: the odd one of <see cref="PaddingMode.Same"/> is here.</summary>
    public int PadAfter(int input) => checked((int)(TotalPad(input) - PadBefore(input)));

    /// <summary>Elements added on both sides together.</summary>
    public long TotalPad(int input) => Padding switch
    {
        PaddingMode.Same => Math.Max(0, ((SameOutput(input) - 1L) * Stride.Value) + Extent - input),
        PaddingMode.Valid => 0,
        _ => Pad.Total,
    };

    /// <summary>The room the window's first tap can move in; negative where the window is larger than its padded input.</summary>
    public long Room(int input) => input + TotalPad(input) - Extent;

    /// <summary>Whether the stride divides the room. <see cref="PaddingMode.Same"/> goes by the rounded quotient, so nothing is left over.</summary>
    public bool Divides(int input) => Padding == PaddingMode.Same || Room(input) % Stride.Value == 0;

    /// <summary>Number of windows, rounded as <see cref="Fit"/> says.</summary>
    public int Output(int input)
    {
        if (Padding == PaddingMode.Same)
        {
            return SameOutput(input);
        }

        long room = Room(input);
        if (Fit != FitMode.Ceil)
        {
            return (int)((room / Stride.Value) + 1);
        }

        // PyTorch: the last window must begin inside the input or its left padding.
        long windows = ((room + Stride.Value - 1) / Stride.Value) + 1;
        return (int)((windows - 1) * Stride.Value >= (long)input + Pad.Before.Value ? windows - 1 : windows);
    }

    // TensorFlow's rule, and ONNX's SAME_UPPER.
    private int SameOutput(int input) => (int)(((long)input + Stride.Value - 1) / Stride.Value);

    /// <summary>The rule with its numbers: <c>(7 - 3 + 2*0) / 3 + 1 = 2.33</c>, or of the padding that keeps the size <c>(4 - 1)*2 + 3 - 7 = 2</c>.</summary>
    public string Arithmetic(int input)
    {
        if (Padding == PaddingMode.Same)
        {
            return FormattableString.Invariant($"({SameOutput(input)} - 1)*{Stride.Value} + {Extent} - {input} = {TotalPad(input)}");
        }

        double windows = ((double)Room(input) / Stride.Value) + 1;
        string kernel = Dilation.Value == 1 ? $"{Kernel.Value}" : $"{Dilation.Value}*({Kernel.Value} - 1) - 1";
        return FormattableString.Invariant($"({input} - {kernel} + {Pad.Text}) / {Stride.Value} + 1 = ") + Show(windows, Divides(input));
    }

    /// <summary>Two digits, and more where a fraction would look like none.</summary>
    private static string Show(double windows, bool isWhole)
    {
        string shown = "";
        for (int digits = 2; digits <= MostDigits; digits++)
        {
            shown = windows.ToString("0." + new string('#', digits), CultureInfo.InvariantCulture);
            if (isWhole || shown.Contains("."))
            {
                break;
            }
        }

        return shown;
    }

    /// <summary>Strides that divide the room, nearest to the present one first.</summary>
    /// <remarks>None that is twice the present one and passes over elements: for an input of 41 the stride 40 helps nobody.</remarks>
    public IEnumerable<int> FittingStrides(int input)
    {
        long room = Room(input);
        long most = Math.Min(Math.Max(2L * Stride.Value, Extent + 1), int.MaxValue);
        return room == 0
            ? [1]
            : Divisors.Of(room).Where(stride => stride <= most).Select(stride => (int)stride)
                .OrderBy(stride => Math.Abs(stride - Stride.Value)).ThenBy(stride => stride);
    }

    /// <summary>Paddings near the present one for which the stride divides, nearest first; none where the padding is not the user's number, or each side has its own.</summary>
    public IEnumerable<int> FittingPads(int input) => Padding != PaddingMode.Explicit || Pad.Sharing == 0 ? [] :
        Enumerable.Range(Math.Max(0, Pad.Both.Value - MostPadChange), 2 * MostPadChange)
            .Where(pad => pad < Extent && pad <= MostPad)
            .Where(pad => pad != Pad.Both.Value && WithPad(Pad.Both, pad) is var changed && changed.Room(input) >= 0 && changed.Divides(input))
            .OrderBy(pad => Math.Abs(pad - Pad.Both.Value)).ThenBy(pad => pad);

    /// <summary>The next larger padding behind the input for which the stride divides; null where a window would lie in it, or the padding is not the user's number.</summary>
    public int? FittingPadAfter(int input)
    {
        long more = Stride.Value - (Room(input) % Stride.Value);
        long pad = Pad.After.Value + more;
        return Padding == PaddingMode.Explicit && more <= MostPadChange && pad < Extent && pad <= MostPad ? (int)pad : null;
    }

    /// <summary>The smallest padding, of the sides that have none of their own, for which a larger window has room; null where both have.</summary>
    public long? LeastPad(int input)
    {
        long own = Pad.Total - ((long)Pad.Sharing * Pad.Both.Value);
        return Pad.Sharing == 0 ? null : (Extent - input - own + Pad.Sharing - 1) / Pad.Sharing;
    }

    /// <summary>How many elements no window reaches when the division is rounded down.</summary>
    public long Dropped(int input) => Divides(input) ? 0 : Room(input) % Stride.Value;
}
