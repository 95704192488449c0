using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.AdaptivePool;

/// <summary>The spatial sizes that an adaptive pool is told: one for every axis, or one for each.</summary>
internal sealed record AdaptiveSizes(EquatableArray<Setting> Given)
{
    /// <summary>One window on every axis.</summary>
    public static readonly AdaptiveSizes Ones = new(new[] { new Setting(1, "size") }.ToEquatableArray());

    // The parameters of the constructors, outermost axis first.
    private static readonly string[] Parameters = ["size", "depth", "height", "width"];

    /// <summary>Reads the sizes; null with the errors reported.</summary>
    public static AdaptiveSizes? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting[] given = Parameters.Where(declaration.Has).Select(parameter => new Setting(declaration.Find<int>(parameter) ?? 0, parameter)).ToArray();
        return given.Select(size => context.AtLeast(size, 1)).ToList().All(isInRange => isInRange) ? new AdaptiveSizes(given.ToEquatableArray()) : null;
    }

    /// <summary>The output's size on each axis of an input.</summary>
    public PerAxis<int> Of(TensorShape input)
    {
        IReadOnlyList<Setting> sizes = OfEach(input);
        return new TensorShape([1, .. sizes.Select(size => size.Value)]).Spatial;
    }

    /// <summary>The output's shape, or null with the errors reported.</summary>
    public TensorShape? Infer(string kind, TensorShape input, LayerContext context)
    {
        if (!context.HasSpatialAxes(kind, input))
        {
            return null;
        }

        if (Given.Count > 1 && Given.Count != input.SpatialRank)
        {
            string axes = Wording.And(Given.Select(size => size.Parameter));
            context.Report("CNN005", null, $"{kind} is told {axes}, and what reaches it is {input.AxisNames} = {input}: it takes one size for each axis, or one for all");
            return null;
        }

        return IsNoLarger(input, context) ? new TensorShape([input.Channels, .. OfEach(input).Select(size => size.Value)]) : null;
    }

    private IReadOnlyList<Setting> OfEach(TensorShape input) => Given.Count > 1 ? Given : Enumerable.Repeat(Given[0], input.SpatialRank).ToList();

    /// <summary>Reports sizes for which there are not enough elements: windows would repeat them. Axes that share a number have one error between them.</summary>
    private bool IsNoLarger(TensorShape input, LayerContext context)
    {
        (Setting Size, int Elements, AxisName Axis)[] axes = OfEach(input).Zip(input.Sizes.Skip(1), (size, elements) => (size, elements))
            .Zip(AxisName.Of(input), (pair, axis) => (pair.size, pair.elements, axis)).ToArray();
        foreach (IGrouping<Setting, (Setting Size, int Elements, AxisName Axis)> sharing in axes.Where(axis => axis.Size.Value > axis.Elements).GroupBy(axis => axis.Size))
        {
            (Setting size, int elements, AxisName axis) = sharing.OrderBy(one => one.Elements).First();
            double ratio = (double)elements / size.Value;
            context.ReportShape(
                "CNN004",
                size.Parameter,
                FormattableString.Invariant($"{size.Parameter} is {size.Value}; an adaptive pool's output must be at most its input, {elements} {axis.Plural}: {elements} / {size.Value} = ")
                    + $"{ratio.ToString("0.##", CultureInfo.InvariantCulture)} of them a window",
                new Suggestion(size.Parameter, [elements]));
        }

        return axes.All(axis => axis.Size.Value <= axis.Elements);
    }
}
