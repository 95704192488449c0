using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Shapes;

/// <summary>A window over slices, rows and columns.</summary>
internal sealed record SpatialWindow(AxisWindow Depth, AxisWindow Rows, AxisWindow Columns)
{
    /// <summary>The axes that a window can move along; a shape with fewer has the last of them.</summary>
    public const int MostAxes = 3;

    /// <summary>The window on each axis.</summary>
    public PerAxis<AxisWindow> Axes => new(Depth, Rows, Columns);

    /// <summary>Reads a window's parameters and checks their ranges.</summary>
    /// <param name="declaration">The layer.</param>
    /// <param name="context">Receives the errors.</param>
    /// <param name="strideIsKernel">Whether an unset stride is the kernel's size, as in pooling.</param>
    public static SpatialWindow? Parse(LayerDeclaration declaration, LayerContext context, bool strideIsKernel)
    {
        FitMode fit = declaration.Find<int>("Fit") is int given ? (FitMode)given : context.DefaultFit;
        if (fit is < FitMode.Exact or > FitMode.Ceil)
        {
            context.Report("CNN004", "Fit", FormattableString.Invariant($"Fit is {(int)fit}; it must be Fit.Exact, Fit.Floor or Fit.Ceil"), related: []);
            return null;
        }

        if (ParsePadding(declaration, context) is not { } padding)
        {
            return null;
        }

        AxisWindow? depth = ParseAxis(AxisName.Slice);
        AxisWindow? rows = ParseAxis(AxisName.Row);
        AxisWindow? columns = ParseAxis(AxisName.Column);
        return depth is null || rows is null || columns is null ? null : new SpatialWindow(depth, rows, columns);

        AxisWindow? ParseAxis(AxisName axis)
        {
            Setting kernel = Read("kernel", "Kernel" + axis.Suffix, 0);
            Setting stride = Read("Stride", "Stride" + axis.Suffix, strideIsKernel ? kernel.Value : 1);
            if (strideIsKernel && !declaration.Has(stride.Parameter))
            {
                stride = kernel;
            }

            Setting both = Read("Pad", "Pad" + axis.Suffix, 0);
            AxisPad pad = new(both, ReadSide(axis.PadBefore, both), ReadSide(axis.PadAfter, both));
            Setting dilation = Read("Dilation", "Dilation" + axis.Suffix, 1);
            bool inRange = context.AtLeast(kernel, 1) & context.AtLeast(both, 0) & context.AtLeast(pad.Before, 0) & context.AtLeast(pad.After, 0) & context.AtLeast(dilation, 1);
            inRange &= stride == kernel || context.AtLeast(stride, 1);
            if (!inRange)
            {
                return null;
            }

            AxisWindow window = new(axis, kernel, stride, pad, dilation, fit) { Padding = padding };
            return strideIsKernel ? window with { MostPad = kernel.Value / 2 } : window;
        }

        Setting ReadSide(string side, Setting both) => declaration.Find<int>(side) is int own ? new Setting(own, side) : both;

        Setting Read(string all, string one, int unset) =>
            declaration.Find<int>(one) is int single ? new Setting(single, one)
            : declaration.Find<int>(all) is int shared ? new Setting(shared, all)
            : new Setting(unset, all);
    }

    /// <summary>The window on an input: on an axis that the input does not have, the window that leaves it as it is.</summary>
    public SpatialWindow For(TensorShape input) => new(
        input.SpatialRank >= 3 ? Depth : AxisWindow.Unit(AxisName.Slice),
        input.SpatialRank >= 2 ? Rows : AxisWindow.Unit(AxisName.Row),
        input.SpatialRank >= 2 ? Columns : input.SpatialRank == 1 ? Columns with { Axis = AxisName.Position } : AxisWindow.Unit(AxisName.Column));

    /// <summary>The axes that an input has, and the window on each.</summary>
    public IReadOnlyList<Axis> AxesOf(TensorShape input)
    {
        SpatialWindow window = For(input);
        Axis[] all = [new(window.Depth, input.Depth), new(window.Rows, input.Height), new(window.Columns, input.Width)];
        return all.Skip(MostAxes - input.SpatialRank).ToList();
    }

    /// <summary>Which elements of an input a window covers.</summary>
    public PerAxis<AxisReach> ReachOn(TensorShape input) => For(input).Axes.Zip(input.Spatial, AxisReach.Of);

    /// <summary>How far, on each axis that an input has, something around it may be seen: by the padding or by the window.</summary>
    public IReadOnlyList<double> BordersOn(TensorShape input) => AxesOf(input).Select(static axis => Math.Max(axis.Window.Pad.Larger.Value, (double)axis.Window.Extent)).ToList();

    /// <summary>The same window with another fit.</summary>
    public SpatialWindow WithFit(FitMode fit) => new(Depth with { Fit = fit }, Rows with { Fit = fit }, Columns with { Fit = fit });

    /// <summary>Elements of the window on an input.</summary>
    public long Taps(TensorShape input) => AxesOf(input).Aggregate(1L, (taps, axis) => taps * axis.Window.Kernel.Value);

    /// <summary>The output's shape, or null with the errors reported.</summary>
    /// <param name="kind">The layer's kind.</param>
    /// <param name="input">What the window moves over.</param>
    /// <param name="channels">The output's channels.</param>
    /// <param name="context">Receives the errors.</param>
    public TensorShape? Infer(string kind, TensorShape input, int channels, LayerContext context)
    {
        if (!Suits(kind, input, context))
        {
            return null;
        }

        // Axes that share a number have one error between them.
        IReadOnlyList<Axis> axes = AxesOf(input);
        WindowErrors errors = new(axes, context);
        List<(Setting Side, AxisWindow Window)> padded = axes.SelectMany(axis => axis.Window.Pad.Sides, (axis, side) => (side, axis.Window))
            .Where(padding => padding.side.Value > padding.Window.MostPad).ToList();
        if (padded.Count > 0)
        {
            foreach (IGrouping<(Setting Side, Setting), (Setting, AxisWindow Window)> sharing in padded.GroupBy(padding => (padding.Side, padding.Window.Kernel)))
            {
                errors.ReportTooMuchPadding(sharing.First().Window, sharing.Key.Side);
            }

            return null;
        }

        bool fits = IsCountable(axes, context);
        foreach (IGrouping<Setting, Axis> wide in axes.Where(axis => axis.Room >= 0 && !axis.SeesInput).GroupBy(axis => axis.Window.Dilation))
        {
            fits = false;
            errors.ReportTooWide(wide.OrderBy(axis => axis.Size).First());
        }

        foreach (IGrouping<Setting, Axis> large in axes.Where(axis => axis.Room < 0).GroupBy(axis => axis.Window.Kernel))
        {
            fits = false;
            errors.ReportTooLarge(large.OrderBy(axis => axis.Room).First());
        }

        foreach (IGrouping<Setting, Axis> misfits in axes.Where(axis => axis.Room >= 0 && axis.SeesInput && !axis.Fits).GroupBy(axis => axis.Window.Stride))
        {
            fits = false;
            errors.ReportMisfit(misfits.ToList());
        }

        return fits ? new TensorShape([channels, .. axes.Select(axis => axis.Window.Output(axis.Size))]) : null;
    }

    /// <summary>Whether the input has axes to move along, and all that a number is set for; where not, that is reported.</summary>
    /// <param name="kind">The layer's kind.</param>
    /// <param name="input">What the window moves over.</param>
    /// <param name="context">Receives the errors.</param>
    /// <param name="others">The layer's numbers for axes beside the window's.</param>
    public bool Suits(string kind, TensorShape input, LayerContext context, params Setting[] others) =>
        context.HasSpatialAxes(kind, input) && HasNoOtherAxes(kind, input, context, others);

    /// <summary>The padding's mode; null with the errors reported.</summary>
    private static PaddingMode? ParsePadding(LayerDeclaration declaration, LayerContext context)
    {
        PaddingMode padding = (PaddingMode)(declaration.Find<int>("Padding") ?? 0);
        if (padding is < PaddingMode.Explicit or > PaddingMode.Valid)
        {
            context.Report("CNN004", "Padding", FormattableString.Invariant($"Padding is {(int)padding}; it must be Padding.Explicit, Padding.Same or Padding.Valid"), related: []);
            return null;
        }

        if (padding == PaddingMode.Explicit)
        {
            return padding;
        }

        List<string> pads = new[] { "Pad" }.Concat(AxisName.All.SelectMany(axis => axis.Pads)).Where(declaration.Has).ToList();
        foreach (string pad in pads)
        {
            context.Report(
                "CNN004",
                pad,
                $"{pad} is set beside Padding = Padding.{padding}, which says how much padding there is; a layer takes one of the two",
                pads.Count == 1 ? [new Suggestion(Suggestion.RemoveArgument, pad), new Suggestion("Padding", "Padding.Explicit")] : [new Suggestion("Padding", "Padding.Explicit")],
                []);
        }

        return pads.Count == 0 ? padding : null;
    }

    /// <summary>Reports what is set of axes that the input does not have.</summary>
    private bool HasNoOtherAxes(string kind, TensorShape input, LayerContext context, Setting[] others)
    {
        bool hasNone = true;
        foreach (AxisWindow absent in new[] { Depth, Rows, Columns }.Take(MostAxes - input.SpatialRank))
        {
            foreach (string parameter in new[] { absent.Kernel, absent.Stride, absent.Pad.Both, absent.Pad.Before, absent.Pad.After, absent.Dilation }.Concat(others).Select(setting => setting.Parameter)
                .Where(parameter => parameter.EndsWith(absent.Axis.Suffix, StringComparison.Ordinal) || absent.Axis.Pads.Contains(parameter)).Distinct())
            {
                hasNone = false;
                context.Report(
                    "CNN005",
                    parameter,
                    $"{parameter} is for {absent.Axis.Plural}, and what reaches {kind} has none: {input.AxisNames} = {input}",
                    [new Suggestion(Suggestion.RemoveArgument, parameter)]);
            }
        }

        return hasNone;
    }

    /// <summary>Reports paddings that are so large that an output, or the padding itself, cannot be counted.</summary>
    private static bool IsCountable(IReadOnlyList<Axis> axes, LayerContext context)
    {
        bool isCountable = true;
        foreach (IGrouping<string, Axis> sharing in axes.Where(axis => axis.Windows > ArrayLimit.MostElements).GroupBy(axis => axis.Window.Pad.Larger.Parameter))
        {
            isCountable = false;
            long windows = sharing.Max(axis => axis.Windows);
            string elements = Wording.And(sharing.Where(axis => axis.Windows == windows).Select(axis => axis.Window.Axis.Plural));
            context.Report("CNN009", sharing.Key, $"the output has {Wording.Number(windows)} {elements}, {Wording.TooMany}");
        }

        if (axes.Where(axis => axis.Window.Padding == PaddingMode.Same).OrderByDescending(axis => axis.Window.TotalPad(axis.Size)).FirstOrDefault() is { Window: { } window } widest
            && window.TotalPad(widest.Size) > ArrayLimit.MostElements)
        {
            isCountable = false;
            context.Report("CNN009", window.Dilation.Parameter, $"the padding is {window.Arithmetic(widest.Size)} {window.Axis.Plural}, {Wording.TooMany}");
        }

        return isCountable;
    }
}

/// <summary>A window and the elements of the axis that it moves along.</summary>
internal readonly record struct Axis(AxisWindow Window, int Size) : IEquatable<Axis>
{
    public long Room => Window.Room(Size);

    /// <summary>Windows where nothing is left over; 0 or less where not one has room.</summary>
    public long Windows => (Room / Window.Stride.Value) + 1;

    /// <summary>Whether every window of a pooling layer has a tap on the input: from the padding in front they could step over it into the other.</summary>
    public bool SeesInput => !Window.IsPool || Window.Pad.Before.Value == 0 || Window.Dilation.Value <= Size;

    /// <summary>Whether every window fills, or none has to.</summary>
    public bool Fits => Room >= 0 && (Window.Fit != FitMode.Exact || Window.Divides(Size)) && Window.Pad.Larger.Value <= Window.MostPad && SeesInput;
}
