using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Shapes;

/// <summary>What a spatial axis is called.</summary>
/// <param name="Noun">An element of it in a message.</param>
/// <param name="Suffix">The end of the parameters that are for it alone: <c>KernelHeight</c>.</param>
internal sealed record AxisName(string Noun, string Suffix)
{
    public static readonly AxisName Slice = new("slice", "Depth");
    public static readonly AxisName Row = new("row", "Height");
    public static readonly AxisName Column = new("column", "Width");

    /// <summary>The only axis of a sequence, for which the columns' parameters are.</summary>
    public static readonly AxisName Position = new("position", "Width");

    /// <summary>Those of a volume; an image has the last two.</summary>
    public static IReadOnlyList<AxisName> All { get; } = [Slice, Row, Column];

    /// <summary>The axes of a shape, in its order.</summary>
    public static IReadOnlyList<AxisName> Of(TensorShape shape) => shape.SpatialRank == 1 ? [Position] : All.Skip(All.Count - shape.SpatialRank).ToList();

    public string Plural => Noun + "s";
}
