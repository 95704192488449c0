using System;
using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Writes each position as the copy of another, or as zeros.</summary>
internal sealed record GatherPositions(int Node, PositionMap Map, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    // Blocks are copied as a whole.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. Unless(X.Channels == Y.Channels && X.Groups == Y.Groups, "copies into other channels"), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms, VectorWidth width) => CallOf(forms, "Positions.Gather", Map, X, Y);

    /// <summary>A call of one direction.</summary>
    internal static Call CallOf(Forms forms, string method, PositionMap map, Tensor x, Tensor y) => Call.Of(
        method,
        x,
        new PassedLayout(forms[x]),
        FormattableString.Invariant($"PositionRule.{map.Rule}, {map.Numbers.Depth}, {map.Numbers.Rows}, {map.Numbers.Columns}"),
        y,
        new PassedLayout(forms[y]));
}

/// <summary>The gradient through copies of positions: the sum over all copies of one.</summary>
internal sealed record GatherPositionsGradient(int Node, PositionMap Map, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. Unless(InputGradient.Channels == OutputGradient.Channels && InputGradient.Groups == OutputGradient.Groups, "sums other channels"),
        .. UnlessBlocked(forms, OutputGradient, InputGradient),
    ];

    public override Call CallOf(Forms forms, VectorWidth width) => GatherPositions.CallOf(forms, "Positions.ScatterAdd", Map, OutputGradient, InputGradient);
}

/// <summary>Straight lines between neighbours along every axis, or the gradient through them.</summary>
internal sealed record Interpolate(int Node, bool AlignsCorners, Tensor X, Tensor Y, bool IsBack) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. Unless(X.Channels == Y.Channels && X.Groups == Y.Groups, "interpolates into other channels"), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms, VectorWidth width) => Call.Of(
        IsBack ? "LinearUpsampling.Backward" : "LinearUpsampling.Forward", X, new PassedLayout(forms[X]), AlignsCorners ? "true" : "false", Y, new PassedLayout(forms[Y]));
}
