using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Shapes;

/// <summary>What a spatial axis is called.</summary>
/// <param name="Noun">An element of it in a message.</param>
/// <param name="Suffix">The end of the parameters that are for it alone: <c>KernelHeight</c>.</param>
/// <param name="PadBefore">The parameter of the padding in front of its first element.</param>
/// <param name="PadAfter">The parameter of the padding behind its last element.</param>
internal sealed record AxisName(string Noun, string Suffix, string PadBefore, string PadAfter)
{
    public static readonly AxisName Slice = new("slice", "Depth", "PadFront", "PadBack");
    public static readonly AxisName Row = new("row", "Height", "PadTop", "PadBottom");
    public static readonly AxisName Column = new("column", "Width", "PadLeft", "PadRight");

    /// <summary>The only axis of a sequence, for which the columns' parameters are.</summary>
    public static readonly AxisName Position = Column with { Noun = "position" };

    /// <summary>Those of a volume; an image has the last two.</summary>
    public static IReadOnlyList<AxisName> All { get; } = [Slice, Row, Column];

    /// <summary>The axes of a shape, in its order.</summary>
    public static IReadOnlyList<AxisName> Of(TensorShape shape) => shape.SpatialRank == 1 ? [Position] : All.Skip(All.Count - shape.SpatialRank).ToList();

    /// <summary>The parameters of paddings that are for it alone.</summary>
    public IReadOnlyList<string> Pads => ["Pad" + Suffix, PadBefore, PadAfter];

    public string Plural => Noun + "s";
}
