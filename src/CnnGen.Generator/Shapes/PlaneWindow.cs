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
            context.Report("CNN004", "Fit", $"Fit is {(int)fit}; it must be Fit.Exact, Fit.Floor or Fit.Ceil");
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
            return inRange ? new AxisWindow(axis, kernel, stride, pad, dilation, fit) : null;
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
                    context.Report("CNN002", axis.Kernel.Parameter, TooLarge(axis, size));
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

    private static string TooLarge(AxisWindow axis, int size)
    {
        string kernel = axis.Dilation.Value == 1
            ? $"kernel {axis.Kernel.Value}"
            : $"kernel {axis.Kernel.Value} with dilation {axis.Dilation.Value} spans {axis.Dilation.Value}*({axis.Kernel.Value} - 1) + 1 = {axis.Extent} elements and";
        return $"{kernel} is larger than its padded input: {size} + 2*{axis.Pad.Value} = {size + (2L * axis.Pad.Value)} {axis.Axis}s; "
            + $"a kernel of at most {(size + (2L * axis.Pad.Value) - 1) / axis.Dilation.Value + 1} or Pad of at least {(axis.Extent - size + 1) / 2} fits";
    }

    private void ReportMisfit(AxisWindow axis, int size, TensorShape input, LayerContext context)
    {
        // A stride or padding that both axes share must fit both.
        bool shared = Rows.Stride.Parameter == Columns.Stride.Parameter && input.SpatialRank >= 2;
        bool same = shared && Rows == Columns with { Axis = Rows.Axis } && input.Height == input.Width;
        List<int> strides = axis.FittingStrides(size).Where(stride => !shared || Fits(stride, null)).OrderBy(stride => stride).ToList();
        List<int> pads = axis.FittingPads(size).Where(pad => !shared || Fits(null, pad)).Take(1).ToList();

        string where = same ? "" : $" the {axis.Axis}s";
        string message = $"stride {axis.Stride.Value} does not fit{where}: {axis.Arithmetic(size)}; ";
        message += strides.Count == 1 ? $"stride {strides[0]} fits" : $"strides {AxisWindow.Enumerate(strides)} fit";
        message += pads.Count > 0 ? $", so does {PadName(axis)} = {pads[0]}" : "";
        message += $", and Fit = Fit.Floor drops the last {Dropped(axis, size, same)}";

        List<Suggestion> suggestions = [new(axis.Stride.Parameter == axis.Kernel.Parameter ? "Stride" : axis.Stride.Parameter, string.Join(",", strides))];
        if (pads.Count > 0)
        {
            suggestions.Add(new Suggestion(PadName(axis), string.Join(",", pads)));
        }

        suggestions.Add(new Suggestion("Fit", "Fit.Floor"));
        context.Report("CNN001", axis.Stride.Parameter, message, suggestions);

        bool Fits(int? stride, int? pad) =>
            new[] { (Rows, input.Height), (Columns, input.Width) }.All(pair =>
            {
                AxisWindow changed = pair.Item1 with
                {
                    Stride = new Setting(stride ?? pair.Item1.Stride.Value, ""),
                    Pad = new Setting(pad ?? pair.Item1.Pad.Value, ""),
                };
                return changed.Room(pair.Item2) >= 0 && changed.Divides(pair.Item2);
            });
    }

    private static string PadName(AxisWindow axis) => axis.Pad.Parameter;

    private static string Dropped(AxisWindow axis, int size, bool same)
    {
        long dropped = axis.Dropped(size);
        string axes = same ? (dropped == 1 ? "row and column" : "rows and columns") : (dropped == 1 ? axis.Axis : axis.Axis + "s");
        return dropped == 1 ? axes : $"{dropped} {axes}";
    }
}
