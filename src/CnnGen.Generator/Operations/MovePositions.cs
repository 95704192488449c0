using System;
using System.Collections.Generic;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>An operation on positions that is the same for every channel.</summary>
internal abstract record MovePositions(int Node, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    // Blocks are moved as a whole.
    public override LaneRule Lanes => LaneRule.OfReads;

    /// <summary>The runtime's method.</summary>
    protected abstract string Method { get; }

    /// <summary>Its arguments between the tensors.</summary>
    protected abstract string Arguments { get; }

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. Unless(X.Channels == Y.Channels && X.Groups == 1 && Y.Groups == 1, "moves between different channels"), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms) => Call.Of(Method, X, new PassedLayout(forms[X]), Arguments, Y, new PassedLayout(forms[Y]));

    /// <summary>A number for each axis as arguments.</summary>
    protected static string Text(PerAxis<int> numbers) => FormattableString.Invariant($"{numbers.Depth}, {numbers.Rows}, {numbers.Columns}");
}

/// <summary>Copies each position to the one so far behind it; what no position comes to is zero, and what leaves is lost. Its gradient is the shift back.</summary>
internal sealed record ShiftPositions(int Node, PerAxis<int> By, Tensor X, Tensor Y) : MovePositions(Node, X, Y)
{
    protected override string Method => "PositionShift.Copy";

    protected override string Arguments => Text(By);
}

/// <summary>Copies each position so many times along each axis.</summary>
internal sealed record RepeatPositions(int Node, PerAxis<int> Times, Tensor X, Tensor Y) : MovePositions(Node, X, Y)
{
    protected override string Method => "NearestUpsampling.Forward";

    protected override string Arguments => Text(Times);
}

/// <summary>The gradient through <see cref="RepeatPositions"/>: the sum over a position's copies.</summary>
internal sealed record SumPositions(int Node, PerAxis<int> Times, Tensor X, Tensor Y) : MovePositions(Node, X, Y)
{
    protected override string Method => "NearestUpsampling.Backward";

    protected override string Arguments => Text(Times);
}

/// <summary>Straight lines between neighbours along every axis, or the gradient through them.</summary>
internal sealed record Interpolate(int Node, bool AlignsCorners, Tensor X, Tensor Y, bool IsBack) : MovePositions(Node, X, Y)
{
    protected override string Method => IsBack ? "LinearUpsampling.Backward" : "LinearUpsampling.Forward";

    protected override string Arguments => AlignsCorners ? "true" : "false";
}
