using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Shapes;

/// <summary>A window over rows and columns.</summary>
internal sealed record PlaneWindow(AxisWindow Rows, AxisWindow Columns)
{
    private const int MostTried = 64;
    private const int MostOffered = 3;
    private const int MostStridesNamed = 4;

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

    /// <summary>The output's rows and columns, or null with the errors reported.</summary>
    public (int Height, int Width)? Infer(TensorShape input, LayerContext context)
    {
        bool fits = true;
        string? reported = null;
        foreach ((AxisWindow axis, int size) in new[] { (Rows, input.Height), (Columns, input.Width) })
        {
            // A sequence has one row that is not the user's.
            if (input.SpatialRank < 2 && ReferenceEquals(axis, Rows))
            {
                continue;
            }

            if (axis.Room(size) < 0)
            {
                fits = false;
                if (reported != axis.Kernel.Parameter)
                {
                    reported = axis.Kernel.Parameter;
                    ReportTooLarge(axis, size, input, context);
                }
            }
            else if (axis.Room(size) / axis.Stride.Value >= int.MaxValue)
            {
                fits = false;
                context.Report("CNN009", axis.Pad.Parameter, $"the output has {(axis.Room(size) / axis.Stride.Value) + 1} {axis.Axis}s, more than an array can hold ({int.MaxValue})");
            }
            else if (axis.Fit == FitMode.Exact && !axis.Divides(size))
            {
                fits = false;
                if (reported != axis.Stride.Parameter)
                {
                    reported = axis.Stride.Parameter;
                    ReportMisfit(axis, size, input, context);
                }
            }
        }

        return fits ? (input.SpatialRank < 2 ? 1 : Rows.Output(input.Height), Columns.Output(input.Width)) : null;
    }

    private void ReportTooLarge(AxisWindow axis, int size, TensorShape input, LayerContext context)
    {
        long padded = size + (2L * axis.Pad.Value);
        string kernel = axis.Dilation.Value == 1
            ? $"kernel {axis.Kernel.Value}"
            : $"kernel {axis.Kernel.Value} with dilation {axis.Dilation.Value} spans {axis.Dilation.Value}*({axis.Kernel.Value} - 1) + 1 = {axis.Extent} elements and";
        long mostKernel = ((padded - 1) / axis.Dilation.Value) + 1;
        long leastPad = (axis.Extent - size + 1) / 2;
        string pad = leastPad <= axis.MostPad ? $" or {axis.Pad.Parameter} of at least {leastPad}" : "";

        // What is offered must fit as a whole, the stride too.
        List<Suggestion> suggestions = [];
        Offer(axis.Kernel.Parameter, Enumerable.Range(0, (int)Math.Min(mostKernel, MostTried))
            .Select(less => (int)(mostKernel - less))
            .Where(value => Fits(input, window => window.Kernel.Parameter == axis.Kernel.Parameter ? WithKernel(window, value) : window))
            .Take(MostOffered));
        Offer(axis.Pad.Parameter, Enumerable.Range(0, MostTried).Select(more => leastPad + more).Where(value => value <= Math.Min(axis.MostPad, axis.Extent - 1))
            .Select(value => (int)value)
            .Where(value => Fits(input, window => window.Pad.Parameter == axis.Pad.Parameter ? window with { Pad = window.Pad with { Value = value } } : window))
            .Take(1));
        context.ReportShape(
            "CNN002",
            axis.Kernel.Parameter,
            $"{kernel} is larger than its padded input: {size} + 2*{axis.Pad.Value} = {padded} {axis.Axis}s; a kernel of at most {mostKernel}{pad} fits",
            suggestions.ToArray());

        void Offer(string parameter, IEnumerable<int> values)
        {
            List<int> fitting = values.ToList();
            if (fitting.Count > 0)
            {
                suggestions.Add(new Suggestion(parameter, fitting));
            }
        }
    }

    private void ReportMisfit(AxisWindow axis, int size, TensorShape input, LayerContext context)
    {
        // A stride or padding that both axes share must fit both.
        bool same = input.SpatialRank >= 2 && Rows == Columns with { Axis = Rows.Axis } && input.Height == input.Width;
        string strideName = axis.Stride.Parameter == axis.Kernel.Parameter ? "Stride" : axis.Stride.Parameter;
        List<int> strides = axis.FittingStrides(size)
            .Where(value => Fits(input, window => window.Stride.Parameter == axis.Stride.Parameter ? window with { Stride = window.Stride with { Value = value } } : window))
            .Take(MostStridesNamed).ToList();
        List<int> pads = axis.FittingPads(size)
            .Where(value => Fits(input, window => window.Pad.Parameter == axis.Pad.Parameter ? window with { Pad = window.Pad with { Value = value } } : window))
            .Take(1).ToList();

        string where = same ? "" : $" the {axis.Axis}s";
        string message = $"stride {axis.Stride.Value} does not fit{where}: {axis.Arithmetic(size)}; ";
        if (strides.Count > 0)
        {
            message += strides.Count == 1 ? $"stride {strides[0]} fits" : $"strides {AxisWindow.Enumerate(strides.OrderBy(stride => stride))} fit";
            message += pads.Count > 0 ? $", so does {axis.Pad.Parameter} = {pads[0]}, and " : ", and ";
        }
        else if (pads.Count > 0)
        {
            message += $"{axis.Pad.Parameter} = {pads[0]} fits, and ";
        }

        message += $"Fit = Fit.Floor drops the last {Dropped(axis, size, same)}";
        List<Suggestion> suggestions = [];
        if (strides.Count > 0)
        {
            suggestions.Add(new Suggestion(strideName, strides));
        }

        if (pads.Count > 0)
        {
            suggestions.Add(new Suggestion(axis.Pad.Parameter, pads));
        }

        suggestions.Add(new Suggestion("Fit", ["Fit.Floor"]));
        context.ReportShape("CNN001", axis.Stride.Parameter, message, suggestions.ToArray());
    }

    /// <summary>Whether both axes fit the input once they are changed.</summary>
    private bool Fits(TensorShape input, Func<AxisWindow, AxisWindow> change) =>
        (input.SpatialRank < 2 || Fits(change(Rows), input.Height)) && Fits(change(Columns), input.Width);

    private static bool Fits(AxisWindow window, int size) =>
        window.Room(size) >= 0 && (window.Fit != FitMode.Exact || window.Divides(size)) && window.Pad.Value <= window.MostPad;

    // A pooling layer's stride is its kernel where it has none of its own.
    private static AxisWindow WithKernel(AxisWindow window, int kernel) => window with
    {
        Kernel = window.Kernel with { Value = kernel },
        Stride = window.Stride == window.Kernel ? window.Stride with { Value = kernel } : window.Stride,
        MostPad = window.MostPad == int.MaxValue ? window.MostPad : kernel / 2,
    };

    private static string Dropped(AxisWindow axis, int size, bool same)
    {
        long dropped = axis.Dropped(size);
        string axes = same ? (dropped == 1 ? "row and column" : "rows and columns") : (dropped == 1 ? axis.Axis : axis.Axis + "s");
        return dropped == 1 ? axes : $"{dropped} {axes}";
    }
}
