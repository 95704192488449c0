using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>What is asked of padding that holds something else than zeros: as much input as it is filled from.</summary>
internal static class BorderRules
{
    private const string Parameter = "PadMode";

    /// <summary>The mode; null with the errors reported.</summary>
    public static BorderMode? Parse(LayerDeclaration declaration, LayerContext context)
    {
        BorderMode mode = (BorderMode)(declaration.Find<int>(Parameter) ?? 0);
        if (mode is >= BorderMode.Zeros and <= BorderMode.Circular)
        {
            return mode;
        }

        context.Report(
            "CNN004", Parameter, FormattableString.Invariant($"PadMode is {(int)mode}; it must be PadMode.Zeros, PadMode.Reflect, PadMode.Replicate or PadMode.Circular"), related: []);
        return null;
    }

    /// <summary>Whether there is enough input on every axis; the errors are reported.</summary>
    public static bool Check(BorderMode mode, IReadOnlyList<Axis> axes, LayerContext context)
    {
        (Axis Axis, Setting Pad)[] wide = axes.SelectMany(axis => PadsOf(axis), (axis, pad) => (axis, pad)).Where(padded => padded.pad.Value > Most(mode, padded.axis.Size)).ToArray();

        // Axes that share a number have one error between them, on the one with the least input.
        foreach (IGrouping<Setting, (Axis Axis, Setting)> sharing in wide.GroupBy(padded => padded.Pad))
        {
            Report(mode, sharing.OrderBy(padded => padded.Axis.Size).First().Axis, sharing.Key, context);
        }

        return wide.Length == 0;
    }

    private static void Report(BorderMode mode, Axis axis, Setting pad, LayerContext context)
    {
        int most = (int)Most(mode, axis.Size);
        bool isExplicit = axis.Window.Padding == PaddingMode.Explicit;
        string padding = isExplicit ? FormattableString.Invariant($"{pad.Parameter} is {pad.Value}") : FormattableString.Invariant($"Padding.{axis.Window.Padding} adds {pad.Value} {axis.Window.Axis.Plural} on a side");
        string rule = mode == BorderMode.Reflect
            ? FormattableString.Invariant($"PadMode.Reflect leaves out the edge that it mirrors at, so that it has {axis.Size} - 1 = {most} of the input's {axis.Size} {axis.Window.Axis.Plural}")
            : FormattableString.Invariant($"PadMode.Circular goes around once, so that it has the input's {axis.Size} {axis.Window.Axis.Plural}");
        Suggestion replicate = new(Parameter, "PadMode.Replicate");
        context.ReportShape("CNN004", isExplicit ? pad.Parameter : Parameter, $"{padding}; {rule}", isExplicit ? [new Suggestion(pad.Parameter, [most]), replicate] : [replicate]);
    }

    /// <summary>The padding in front and behind, and what says so.</summary>
    private static IEnumerable<Setting> PadsOf(Axis axis) => axis.Window.Padding == PaddingMode.Explicit
        ? axis.Window.Pad.Sides
        : [new Setting(axis.Window.PadAfter(axis.Size), "Padding")];

    private static long Most(BorderMode mode, int size) => mode switch
    {
        BorderMode.Reflect => size - 1,
        BorderMode.Circular => size,
        _ => long.MaxValue,
    };
}
