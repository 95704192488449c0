using System;
using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Puts the j-th channel of group i at place j times groups plus i.</summary>
internal sealed record ShuffleChannels(int Node, Tensor X, int Groups, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => true;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. Unless(X.Channels == Y.Channels && X.Size == Y.Size, "shuffles into another shape"), .. Unless(X.Channels % Groups == 0, "has groups that do not divide the channels")];

    public override Call CallOf(Forms forms) => Call.Of(
        "ChannelShuffle.Apply", X, new PassedLayout(forms[X]), FormattableString.Invariant($"{Groups}"), Y, new PassedLayout(forms[Y]));
}

/// <summary>Makes channels rows and columns, or back.</summary>
/// <param name="Node">The layer.</param>
/// <param name="X">What is read.</param>
/// <param name="Scale">How many times rows and columns become as many.</param>
/// <param name="Y">What is written.</param>
/// <param name="IsBack">Whether rows and columns become channels: the gradient.</param>
internal sealed record ShufflePixels(int Node, Tensor X, int Scale, Tensor Y, bool IsBack) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => true;

    public override IEnumerable<string> Problems(Forms forms)
    {
        (Tensor deep, Tensor wide) = IsBack ? (Y, X) : (X, Y);
        return Unless(
            deep.Channels == wide.Channels * Scale * Scale && wide.Size == deep.Size with { Rows = deep.Size.Rows * Scale, Columns = deep.Size.Columns * Scale },
            "shuffles into another shape");
    }

    public override Call CallOf(Forms forms) => Call.Of(
        IsBack ? "PixelShuffle.Backward" : "PixelShuffle.Forward",
        X,
        new PassedLayout(forms[X]),
        FormattableString.Invariant($"{Scale}"),
        Y,
        new PassedLayout(forms[Y]));
}
