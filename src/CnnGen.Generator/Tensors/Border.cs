using System;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>Elements of one axis that lie before the first and behind the last.</summary>
internal readonly record struct Margin(int Before, int After);

/// <summary>The fill around a tensor's planes: on each axis what its readers see before and behind it.</summary>
internal readonly record struct Border(PerAxis<Margin> Axes)
{
    public bool IsEmpty => Axes == default;

    /// <summary>The smallest border that holds both.</summary>
    public Border Union(Border other) => new(Axes.Zip(
        other.Axes, static (one, two) => new Margin(Math.Max(one.Before, two.Before), Math.Max(one.After, two.After))));

    /// <summary>Whether every margin is at least as wide as another's.</summary>
    public bool Holds(Border other) => Union(other) == this;

    /// <summary>The margins in the order front, top, left, back, bottom, right; slices only where there are any.</summary>
    public override string ToString() => Axes.Depth == default
        ? $"{Axes.Rows.Before} {Axes.Columns.Before} {Axes.Rows.After} {Axes.Columns.After}"
        : $"{Axes.Depth.Before} {Axes.Rows.Before} {Axes.Columns.Before} {Axes.Depth.After} {Axes.Rows.After} {Axes.Columns.After}";
}
