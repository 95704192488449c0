using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Shapes;

/// <summary>A window over rows and columns.</summary>
internal sealed record PlaneWindow(AxisWindow Rows, AxisWindow Columns)
{
    /// <summary>Reads a window's parameters and checks their ranges.</summary>
    /// <param name="declaration">The layer.</param>
    /// <param name="context">Receives the errors.</param>
    /// <param name="strideIsKernel">Whether an unset stride is the kernel's size, as in pooling.</param>
    public static PlaneWindow? Parse(LayerDeclaration declaration, LayerContext context, bool strideIsKernel)
    {
        FitMode fit = declaration.Find<int>("Fit") is int given ? (FitMode)given : context.DefaultFit;
        if (fit is < FitMode.Exact or > FitMode.Ceil)
        {
            context.Report("CNN004", "Fit", FormattableString.Invariant($"Fit is {(int)fit}; it must be Fit.Exact, Fit.Floor or Fit.Ceil"), related: []);
            return null;
        }

        AxisWindow? rows = ParseAxis("row", "Height");
        AxisWindow? columns = ParseAxis("column", "Width");
        return rows is null || columns is null ? null : new PlaneWindow(rows, columns);

        AxisWindow? ParseAxis(string axis, string suffix)
        {
            Setting kernel = Read("kernel", "Kernel" + suffix, 0);
            Setting stride = Read("Stride", "Stride" + suffix, strideIsKernel ? kernel.Value : 1);
            if (strideIsKernel && !declaration.Has(stride.Parameter))
            {
                stride = kernel;
            }

            Setting pad = Read("Pad", "Pad" + suffix, 0);
            Setting dilation = Read("Dilation", "Dilation" + suffix, 1);
            bool inRange = context.AtLeast(kernel, 1) & context.AtLeast(pad, 0) & context.AtLeast(dilation, 1);
            inRange &= stride == kernel || context.AtLeast(stride, 1);
            if (!inRange)
            {
                return null;
            }

            AxisWindow window = new(axis, kernel, stride, pad, dilation, fit);
            return strideIsKernel ? window with { MostPad = kernel.Value / 2 } : window;
        }

        Setting Read(string both, string one, int unset) =>
            declaration.Find<int>(one) is int single ? new Setting(single, one)
            : declaration.Find<int>(both) is int pair ? new Setting(pair, both)
            : new Setting(unset, both);
    }

    /// <summary>The window on all axes: one element on those that the input lacks.</summary>
    public PerAxis<AxisWindow> For(TensorShape input) => new(
        AxisWindow.Unit("slice"), input.SpatialRank >= 2 ? Rows : AxisWindow.Unit("row"), input.SpatialRank >= 1 ? Columns : AxisWindow.Unit("column"));

    /// <summary>The output's rows and columns, or null with the errors reported.</summary>
    public (int Height, int Width)? Infer(string kind, TensorShape input, LayerContext context)
    {
        IReadOnlyList<Axis> axes = Axes(input);
        if (axes.Count == 1 && !HasNoHeights(kind, input, context))
        {
            return null;
        }

        bool fits = true;
        foreach (Axis axis in axes.Where(axis => axis.Room / axis.Window.Stride.Value >= int.MaxValue))
        {
            fits = false;
            long windows = (axis.Room / axis.Window.Stride.Value) + 1;
            context.Report("CNN009", axis.Window.Pad.Parameter, $"the output has {Wording.Number(windows)} {axis.Window.Axis}s, {Wording.TooMany}");
        }

        // Axes that share a number have one error between them.
        WindowErrors errors = new(this, axes, input, context);
        foreach (IGrouping<Setting, Axis> large in axes.Where(axis => axis.Room < 0).GroupBy(axis => axis.Window.Kernel))
        {
            fits = false;
            errors.ReportTooLarge(large.OrderBy(axis => axis.Room).First());
        }

        foreach (IGrouping<Setting, Axis> misfits in axes.Where(axis => axis.Room >= 0 && !axis.Fits).GroupBy(axis => axis.Window.Stride))
        {
            fits = false;
            errors.ReportMisfit(misfits.ToList());
        }

        return fits ? (axes.Count == 1 ? 1 : Rows.Output(input.Height), Columns.Output(input.Width)) : null;
    }

    /// <summary>The axes that are the user's: a sequence has one row that is not.</summary>
    private IReadOnlyList<Axis> Axes(TensorShape input) => input.SpatialRank < 2
        ? [new Axis(Columns with { Axis = "position" }, input.Width)]
        : [new Axis(Rows, input.Height), new Axis(Columns, input.Width)];

    /// <summary>Reports what is set of the rows of a sequence.</summary>
    private bool HasNoHeights(string kind, TensorShape input, LayerContext context)
    {
        List<string> set = new[] { Rows.Kernel, Rows.Stride, Rows.Pad, Rows.Dilation }.Select(setting => setting.Parameter)
            .Where(parameter => parameter.EndsWith("Height", StringComparison.Ordinal)).Distinct().ToList();
        foreach (string parameter in set)
        {
            context.Report(
                "CNN005",
                parameter,
                $"{parameter} is for rows, and what reaches {kind} has none: {input.AxisNames} = {input}",
                [new Suggestion(Suggestion.RemoveArgument, parameter)]);
        }

        return set.Count == 0;
    }
}

/// <summary>A window and the elements of the axis that it moves along.</summary>
internal readonly record struct Axis(AxisWindow Window, int Size) : IEquatable<Axis>
{
    public long Room => Window.Room(Size);

    /// <summary>Whether every window fills, or none has to.</summary>
    public bool Fits => Room >= 0 && (Window.Fit != FitMode.Exact || Window.Divides(Size)) && Window.Pad.Value <= Window.MostPad;
}
