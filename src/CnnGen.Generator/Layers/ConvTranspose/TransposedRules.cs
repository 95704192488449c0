using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.ConvTranspose;

/// <summary>What is asked of a transposed window: an output padding that no tap fills, and an output that the padding leaves.</summary>
internal static class TransposedRules
{
    /// <summary>Reports output paddings that are as large as the stride and the dilation, which PyTorch refuses too.</summary>
    /// <returns>Whether there are none.</returns>
    public static bool HaveOutputPads(IReadOnlyList<TransposedAxis> axes, LayerContext context)
    {
        TransposedAxis[] wide = axes.Where(static axis => axis.OutputPad.Value > axis.MostOutputPad).ToArray();

        // Axes that share a number have one error between them, on the one that takes the least.
        foreach (TransposedAxis axis in wide.GroupBy(static axis => axis.OutputPad).Select(static sharing => sharing.OrderBy(static axis => axis.MostOutputPad).First()))
        {
            string parameter = axis.OutputPad.Parameter;
            context.Report(
                "CNN004",
                parameter,
                FormattableString.Invariant($"{parameter} is {axis.OutputPad.Value}; it must be below the stride or the dilation, max({axis.Window.Stride.Value}, {axis.Window.Dilation.Value}) = {axis.MostOutputPad + 1}"),
                [new Suggestion(parameter, [axis.MostOutputPad])],
                []);
        }

        return wide.Length == 0;
    }

    /// <summary>Reports axes of which the padding leaves nothing, and those that are too long.</summary>
    /// <returns>Whether there are none.</returns>
    public static bool HaveOutputs(IReadOnlyList<TransposedAxis> axes, LayerContext context)
    {
        foreach (IGrouping<Setting, TransposedAxis> sharing in axes.Where(static axis => axis.Output < 1).GroupBy(static axis => axis.Window.Pad.Larger))
        {
            ReportNothing(sharing.Key, sharing.OrderBy(static axis => axis.Output).First(), context);
        }

        TransposedAxis[] large = axes.Where(static axis => axis.Output > ArrayLimit.MostElements).ToArray();
        if (large.Length > 0)
        {
            TransposedAxis largest = large.OrderByDescending(static axis => axis.Output).First();
            AxisWindow window = largest.Window;
            Setting cause = (largest.Size - 1L) * window.Stride.Value >= window.Extent ? window.Stride : window.Dilation.Value > 1 ? window.Dilation : window.Kernel;
            context.Report("CNN009", cause.Parameter, $"the output has {Wording.Number(largest.Output)} {window.Axis.Plural}, {Wording.TooMany}");
        }

        return axes.All(static axis => axis.Output is >= 1 and <= ArrayLimit.MostElements);
    }

    private static void ReportNothing(Setting pad, TransposedAxis axis, LayerContext context)
    {
        long most = axis.MostPad(pad);
        string fitting = most < 0 ? "" : FormattableString.Invariant($"; {pad.Parameter} of at most {most} leaves some");
        context.ReportShape(
            "CNN004",
            pad.Parameter,
            FormattableString.Invariant($"{pad.Parameter} is {pad.Value}, which leaves no {axis.Window.Axis.Plural}: {axis.Arithmetic}{fitting}"),
            most < 0 ? [] : [new Suggestion(pad.Parameter, [(int)Math.Min(most, int.MaxValue)])]);
    }
}
