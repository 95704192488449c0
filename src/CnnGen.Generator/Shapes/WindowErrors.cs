using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Shapes;

/// <summary>Says why a window does not fit its input, and which other numbers would.</summary>
/// <remarks>What is named or offered has been tried on all axes that it changes; an axis that it leaves alone has an error of its own, or none.</remarks>
internal sealed class WindowErrors(IReadOnlyList<Axis> axes, LayerContext context)
{
    private const int MostStridesNamed = 4;
    private const int MostOthersNamed = 2;
    private const int MostPadsTried = 32;

    /// <summary>Reports a pooling layer's padding under which a window could lie in the padding alone, which PyTorch refuses too.</summary>
    /// <param name="window">The window.</param>
    /// <param name="pad">The padding of one side or of both.</param>
    public void ReportTooMuchPadding(AxisWindow window, Setting pad)
    {
        // The padding goes down to one that fits; where none does, the kernel goes up to one whose half is the padding.
        Suggestion[] mends =
        [
            new(pad.Parameter, Near(window.MostPad, -1).Where(value => Mends(other => other.WithPad(pad, value))).Take(1)),
            new(window.Kernel.Parameter, Near(2L * pad.Value, 1).Where(value => Mends(other => other.Kernel == window.Kernel ? other.WithKernel(value) : other)).Take(1)),
        ];
        string kernel = window.Kernel.Parameter == "kernel" ? "kernel" : window.Kernel.Parameter;
        context.Report(
            "CNN004",
            pad.Parameter,
            FormattableString.Invariant($"{pad.Parameter} is {pad.Value}; a pooling layer's padding must be at most half its {kernel}, {window.Kernel.Value} / 2 = {window.Kernel.Value / 2.0}"),
            mends.Where(mend => mend.Values.Length > 0).Take(1),
            []);
    }

    /// <summary>Reports a pooling layer's dilation under which a window's taps could lie in the padding alone.</summary>
    public void ReportTooWide(Axis axis)
    {
        AxisWindow window = axis.Window;
        context.ReportShape(
            "CNN004",
            window.Dilation.Parameter,
            FormattableString.Invariant($"{window.Dilation.Parameter} is {window.Dilation.Value}; where a pooling layer has padding it must be at most its input's {axis.Size} {window.Axis.Plural}, or a window could lie in the padding alone"),
            new Suggestion(window.Dilation.Parameter, [axis.Size]));
    }

    // Numbers from one on, as long as they can be a parameter's.
    private static IEnumerable<int> Near(long first, int step) => Enumerable.Range(0, MostPadsTried)
        .Select(place => first + ((long)step * place)).Where(value => value is >= 0 and <= int.MaxValue).Select(value => (int)value);

    /// <summary>Reports a window that is larger than its padded input.</summary>
    public void ReportTooLarge(Axis axis)
    {
        AxisWindow window = axis.Window;
        long padded = axis.Size + window.Pad.Total;
        bool isDilated = window.Dilation.Value > 1;
        string kernel = isDilated
            ? $"kernel {window.Kernel.Value} with dilation {window.Dilation.Value} spans {window.Dilation.Value}*({window.Kernel.Value} - 1) + 1 = {window.Extent} elements and"
            : $"kernel {window.Kernel.Value}";

        // Where the taps would fit side by side it is the dilation that is too large.
        bool isDilationWrong = isDilated && window.Kernel.Value <= padded;
        Mend dilations = !isDilationWrong ? Mend.None : Mend.AtMost(
            window.Dilation.Parameter, (padded - 1) / (window.Kernel.Value - 1), 1, value => Mends(other => other.Dilation == window.Dilation ? other.WithDilation(value) : other));

        // A kernel of 1 is no window in pooling, nor under a dilation.
        Mend kernels = Mend.AtMost(
            window.Kernel.Parameter,
            ((padded - 1) / window.Dilation.Value) + 1,
            window.IsPool || isDilated ? 2 : 1,
            value => Mends(other => other.Kernel == window.Kernel ? other.WithKernel(value) : other));

        // More zeros on a side than there are elements are not what was meant.
        Mend pads = window.Padding != PaddingMode.Explicit || window.LeastPad(axis.Size) is not { } least ? Mend.None : Mend.AtLeast(
            window.Pad.Both.Parameter,
            least,
            Math.Min(Math.Min(window.MostPad, window.Extent - 1), axis.Size),
            value => Mends(other => other.WithPad(window.Pad.Both, value)));
        Mend[] mends = new[] { dilations, kernels, pads }.Where(mend => mend.Values.Count > 0).ToArray();
        string fitting = mends.Length == 0 ? "" : $"; {Wording.Or(mends.Select(mend => mend.Text))} fits";
        context.ReportShape(
            "CNN002",
            isDilationWrong ? window.Dilation.Parameter : window.Kernel.Parameter,
            $"{kernel} is larger than its padded input: {axis.Size} + {window.Pad.Text} = {padded} {window.Axis.Plural}{fitting}",
            mends.Select(mend => new Suggestion(mend.Parameter, mend.Values)).ToArray());
    }

    /// <summary>Reports a stride that leaves a rest, on one axis or on several.</summary>
    public void ReportMisfit(IReadOnlyList<Axis> misfits)
    {
        Axis axis = misfits[0];
        AxisWindow window = axis.Window;
        bool isSame = misfits.Count > 1 && misfits.Count == axes.Count
            && misfits.All(misfit => misfit.Size == axis.Size && misfit.Window with { Axis = window.Axis } == window);

        string stride = window.StrideToSet;
        List<int> strides = window.FittingStrides(axis.Size)
            .Where(value => Mends(other => IsSetBy(other, stride) ? other.WithStride(value) : other)).Take(MostStridesNamed).ToList();
        List<int> pads = window.FittingPads(axis.Size)
            .Where(value => Mends(other => other.WithPad(window.Pad.Both, value))).Take(1).ToList();
        List<int> kernels = window.HasOwnStride ? [] : window.NearKernels
            .Where(value => Mends(other => other.Kernel == window.Kernel ? other.WithKernel(value) : other)).Take(MostOthersNamed).ToList();

        // Where as much on both sides does not, more behind one axis may: the others fit as they are.
        List<int> padsAfter = misfits.Count > 1 || pads.Count > 0 || window.FittingPadAfter(axis.Size) is not { } after ? [] : new[] { after }
            .Where(value => Mends(other => other.Axis == window.Axis ? other.WithPadAfter(value) : other)).ToList();

        (string Parameter, int Value)[] padsTogether = pads.Count > 0 ? [] : PadsBehindEach(misfits);

        // Where the other axes fit as they are, a stride of this one's own leaves them alone.
        string own = "Stride" + window.Axis.Suffix;
        List<int> ownStrides = misfits.Count > 1 || axes.Count == 1 || stride != "Stride" ? [] : window.FittingStrides(axis.Size)
            .Where(value => value > 1 && !strides.Contains(value)).Take(MostOthersNamed).ToList();

        string cause = window.HasOwnStride ? "" : ", as large as the kernel,";
        string arithmetic = isSame || axes.Count == 1 ? $": {window.Arithmetic(axis.Size)}"
            : string.Join(";", misfits.Select((misfit, index) => $"{(index == 0 ? "" : " nor")} the {misfit.Window.Axis.Plural}: {misfit.Window.Arithmetic(misfit.Size)}"));
        string fitting = Fitting(
            [
                new(stride == "Stride" ? "stride" : stride + " =", strides),
                new(own + " =", ownStrides),
                new(window.Pad.Both.Parameter + " =", pads),
                new(window.Axis.PadAfter + " =", padsAfter),
                new(Together(padsTogether), [.. padsTogether.Skip(padsTogether.Length - 1).Select(static pad => pad.Value)]),
                new(window.Kernel.Parameter == "kernel" ? "kernel" : window.Kernel.Parameter + " =", kernels),
            ]);
        string dropped = isSame ? Dropped(axis, misfits.Select(misfit => misfit.Window.Axis))
            : Wording.And(misfits.Select((misfit, index) => (index == 0 ? "" : "the last ") + Dropped(misfit, [misfit.Window.Axis])));
        context.ReportShape(
            "CNN001",
            window.Stride.Parameter,
            $"stride {window.Stride.Value}{cause} does not fit{arithmetic}; {fitting}Fit = Fit.Floor drops the last {dropped}",
            new[]
                {
                    new Suggestion(stride, strides), new Suggestion(own, ownStrides), new Suggestion(window.Pad.Both.Parameter, pads), new Suggestion(window.Axis.PadAfter, padsAfter),
                    Suggestion.Together(padsTogether), new Suggestion(window.Kernel.Parameter, kernels),
                }
                .Where(suggestion => suggestion.Values.Length > 0).Append(new Suggestion("Fit", ["Fit.Floor"])).ToArray());
    }

    /// <summary>More padding behind each of several axes, where that lets the stride fit on all of them.</summary>
    private (string Parameter, int Value)[] PadsBehindEach(IReadOnlyList<Axis> misfits)
    {
        Dictionary<AxisName, int> pads = misfits.Select(static misfit => (misfit.Window.Axis, Pad: misfit.Window.FittingPadAfter(misfit.Size)))
            .Where(static pair => pair.Pad is not null).ToDictionary(static pair => pair.Axis, static pair => pair.Pad!.Value);
        return pads.Count > 1 && pads.Count == misfits.Count && Mends(other => pads.TryGetValue(other.Axis, out int pad) ? other.WithPadAfter(pad) : other)
            ? [.. misfits.Select(misfit => (misfit.Window.Axis.PadAfter, pads[misfit.Window.Axis]))]
            : [];
    }

    /// <summary>Several parameters as a message names them, up to the last one's value.</summary>
    private static string Together((string Parameter, int Value)[] settings) =>
        string.Join(" with ", settings.Select((setting, index) => index + 1 == settings.Length ? setting.Parameter + " =" : FormattableString.Invariant($"{setting.Parameter} = {setting.Value}")));

    /// <summary>Whether the axes that a change touches fit after it.</summary>
    private bool Mends(Func<AxisWindow, AxisWindow> change) => axes.All(axis =>
        change(axis.Window) is var changed && (changed == axis.Window || (axis with { Window = changed }).Fits));

    // Stride is the stride of every axis that has none of its own; one that is not set at all is the kernel.
    private static bool IsSetBy(AxisWindow window, string parameter) => window.StrideToSet == parameter || (parameter == "Stride" && !window.HasOwnStride);

    /// <summary>What fits, as the beginning of a sentence that goes on; nothing where nothing does.</summary>
    private static string Fitting(IEnumerable<(string Name, List<int> Values)> mends)
    {
        (string Text, bool IsOne)[] found = mends.Where(mend => mend.Values.Count > 0)
            .Select(mend => (Plural(mend.Name, mend.Values.Count) + " " + Wording.And(mend.Values.OrderBy(value => value)), mend.Values.Count == 1)).ToArray();
        if (found.Length == 0)
        {
            return "";
        }

        string first = found[0].Text + (found[0].IsOne ? " fits, " : " fit, ");
        string[] others = found.Skip(1).Select(other => other.Text).ToArray();
        string rest = others.Length switch
        {
            0 => "",
            1 => $"so {(found[1].IsOne ? "does" : "do")} {others[0]}, ",
            _ => $"so do {Wording.And(others)}, ",
        };
        return first + rest + "and ";
    }

    private static string Plural(string name, int count) => count == 1 || name.EndsWith("=", StringComparison.Ordinal) ? name : name + "s";

    private static string Dropped(Axis axis, IEnumerable<AxisName> names)
    {
        long dropped = axis.Window.Dropped(axis.Size);
        return dropped == 1 ? Wording.And(names.Select(name => name.Noun)) : $"{dropped} {Wording.And(names.Select(name => name.Plural))}";
    }

    /// <summary>Values of a parameter that fit.</summary>
    /// <param name="Parameter">The parameter.</param>
    /// <param name="Values">The best first.</param>
    /// <param name="Text">What is said of them.</param>
    private sealed record Mend(string Parameter, IReadOnlyList<int> Values, string Text)
    {
        public static readonly Mend None = new("", [], "");

        private const int MostTried = 64;
        private const int MostOffered = 3;

        /// <summary>The largest values that fit.</summary>
        public static Mend AtMost(string parameter, long most, long least, Func<int, bool> fits)
        {
            int[] tried = Enumerable.Range(0, MostTried).Select(less => most - less).Where(value => value >= least && value <= int.MaxValue).Select(value => (int)value).ToArray();
            int[] values = tried.Where(fits).Take(MostOffered).ToArray();
            string name = parameter.StartsWith("D", StringComparison.Ordinal) ? parameter : "a kernel";
            return new Mend(parameter, values, values.SequenceEqual(tried.Take(MostOffered))
                ? $"{name} of at most {most}"
                : (name == parameter ? parameter + " = " : "kernel ") + string.Join(" or ", values));
        }

        /// <summary>The smallest value that fits.</summary>
        public static Mend AtLeast(string parameter, long least, long most, Func<int, bool> fits)
        {
            int[] tried = Enumerable.Range(0, MostTried).Select(more => least + more).Where(value => value <= most).Select(value => (int)value).ToArray();
            int[] values = tried.Where(fits).Take(1).ToArray();
            return new Mend(parameter, values, tried.Take(MostOffered).All(fits) ? $"{parameter} of at least {least}" : $"{parameter} = {string.Concat(values)}");
        }
    }
}
