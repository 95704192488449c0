using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Pad;

/// <summary>Adds elements around every channel.</summary>
internal sealed record PadLayer(PerAxis<AxisPad> Axes, string Mode) : PositionLayer
{
    private const string ModeParameter = "PadMode";

    // In the order of the attribute's enum.
    private static readonly string[] Modes = [PositionMap.Zeros, PositionMap.Reflect, PositionMap.Replicate, PositionMap.Circular];

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting pad = new(declaration.Find<int>("pad") ?? 0, "pad");
        PerAxis<AxisPad> axes = new(new AxisPad(Read("PadFront"), Read("PadBack")), new AxisPad(Read("PadTop"), Read("PadBottom")), new AxisPad(Read("PadLeft"), Read("PadRight")));
        bool isRight = context.AtLeast(pad, 0);
        foreach (AxisPad axis in axes.Each)
        {
            isRight &= context.AtLeast(axis.Before, 0) & context.AtLeast(axis.After, 0);
        }

        int mode = declaration.Find<int>(ModeParameter) ?? 0;
        if (mode < 0 || mode >= Modes.Length)
        {
            context.Report("CNN004", ModeParameter, FormattableString.Invariant($"PadMode is {mode}; it must be {Wording.Or(Modes.Select(static name => "PadMode." + name))}"), related: []);
            return null;
        }

        return isRight ? new PadLayer(axes, Modes[mode]) : null;

        Setting Read(string parameter) => declaration.Find<int>(parameter) is { } value ? new Setting(value, parameter) : pad;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        if (!HasPositions("Pad", input, context) || !HasNoOtherAxes(input, context))
        {
            return null;
        }

        List<AxisPad> axes = Axes.Each.Skip(SpatialWindow.MostAxes - input.SpatialRank).ToList();
        IReadOnlyList<AxisName> names = AxisName.Of(input);
        bool fits = true;
        for (int axis = 0; axis < axes.Count; axis++)
        {
            int size = input.Sizes[axis + 1];
            fits &= Reaches(axes[axis].Before, size, names[axis], context) & Reaches(axes[axis].After, size, names[axis], context);
        }

        string largest = axes.SelectMany(static axis => new[] { axis.Before, axis.After }).OrderByDescending(static side => side.Value).First().Parameter;
        return fits ? WithSizes(input, axes.Zip(input.Sizes.Skip(1), static (axis, size) => (long)axis.Before.Value + size + axis.After.Value).ToList(), largest, context) : null;
    }

    protected override PositionMap MapOf(TensorShape input)
    {
        int absent = SpatialWindow.MostAxes - input.SpatialRank;
        return new PositionMap(Mode, new PerAxis<int>(absent > 0 ? 0 : Axes.Depth.Before.Value, absent > 1 ? 0 : Axes.Rows.Before.Value, Axes.Columns.Before.Value));
    }

    /// <summary>Reports padding for which there is not enough input to mirror or to repeat.</summary>
    private bool Reaches(Setting side, int size, AxisName name, LayerContext context)
    {
        int most = Mode switch { PositionMap.Reflect => size - 1, PositionMap.Circular => size, _ => int.MaxValue };
        if (side.Value <= most)
        {
            return true;
        }

        string rule = Mode == PositionMap.Reflect ? $"reflect padding must be below the {size} {name.Plural} of the input" : $"circular padding must be at most the {size} {name.Plural} of the input";
        context.ReportShape("CNN004", side.Parameter, $"{side.Parameter} is {side.Value}; {rule}", new Suggestion(side.Parameter, [most]));
        return false;
    }

    /// <summary>Reports what is set of axes that the input does not have.</summary>
    private bool HasNoOtherAxes(TensorShape input, LayerContext context)
    {
        bool hasNone = true;
        foreach ((AxisPad axis, AxisName name) in Axes.Each.Zip(AxisName.All, static (axis, name) => (axis, name)).Take(SpatialWindow.MostAxes - input.SpatialRank))
        {
            foreach (string parameter in new[] { axis.Before.Parameter, axis.After.Parameter }.Where(static parameter => parameter != "pad"))
            {
                hasNone = false;
                context.Report(
                    "CNN005", parameter, $"{parameter} is for {name.Plural}, and what reaches Pad has none: {input.AxisNames} = {input}", [new Suggestion(Suggestion.RemoveArgument, parameter)]);
            }
        }

        return hasNone;
    }
}

/// <summary>What is added along one axis.</summary>
/// <param name="Before">In front of the first element.</param>
/// <param name="After">Behind the last.</param>
internal readonly record struct AxisPad(Setting Before, Setting After);
