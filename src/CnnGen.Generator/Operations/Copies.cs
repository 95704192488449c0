using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Copies a caller's sample into the arena.</summary>
internal sealed record Load(int Node, External From, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    // Few channels would leave most lanes of a block empty.
    public override bool PrefersPlanes(Forms forms) => From == External.Input && !Y.IsVector && Y.Channels < Tensor.Block && Y.Groups == 1;

    public override Call CallOf(Forms forms) => forms[Y].IsPlanar
        ? Call.Of(new LoadRowsKernel(forms[Y]), From, Y)
        : Call.Of("TensorMemory.Rearrange", From, new PassedCallerLayout(forms[Y]), Y, new PassedLayout(forms[Y]));
}

/// <summary>Copies a tensor to the caller, in the order channels, slices, rows, columns.</summary>
internal sealed record Store(int Node, Tensor X, External To) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [];

    public override ulong Delivers => To.Kind == ExternalKind.Output ? To.Bit : 0;

    public override bool HandsOver => To.Kind is ExternalKind.Output or ExternalKind.LayerOutput;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => true;

    public override Call CallOf(Forms forms) =>
        Call.Of("TensorMemory.Rearrange", X, new PassedLayout(forms[X]), To, new PassedCallerLayout(forms[X]));
}

/// <summary>Copies elements into another layout or shape of as many elements, in the order channels, slices, rows, columns.</summary>
internal sealed record Rearrange(int Node, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => true;

    public override Operation? CopyingChannelsTo(Tensor y) => X.Channels == y.Channels && X.Size == y.Size ? this with { Y = y } : null;

    public override IEnumerable<string> Problems(Forms forms) => Unless(X.Elements == Y.Elements, "changes the number of elements");

    public override Call CallOf(Forms forms) =>
        Call.Of("TensorMemory.Rearrange", X, new PassedLayout(forms[X]), Y, new PassedLayout(forms[Y]));
}

/// <summary>Copies channels of a tensor into channels of another with as many elements in a plane.</summary>
internal sealed record CopyChannels(int Node, Tensor X, int FirstFrom, Tensor Y, int FirstTo, int Channels) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. Unless(X.Size == Y.Size, "copies between planes of different sizes"),
        .. Unless(FirstFrom + Channels <= X.Channels && FirstTo + Channels <= Y.Channels, "copies channels that are not there"),
        .. Unless(X.Groups == 1 && Y.Groups == 1, "copies channels of groups"),
        .. UnlessBlocked(forms, X, Y),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        "TensorMemory.CopyChannels",
        X,
        new PassedLayout(forms[X]),
        FormattableString.Invariant($"{FirstFrom}"),
        Y,
        new PassedLayout(forms[Y]),
        FormattableString.Invariant($"{FirstTo}"),
        FormattableString.Invariant($"{Channels}"));
}

/// <summary>Copies each channel into several neighbouring ones, for a layer that has several filters a channel.</summary>
internal sealed record RepeatChannels(int Node, Tensor X, int Times, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. Unless(X.Size == Y.Size && X.Channels * Times == Y.Channels, "repeats into other channels"), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms) => Call.Of(
        "TensorMemory.RepeatChannels", X, new PassedLayout(forms[X]), FormattableString.Invariant($"{Times}"), Y, new PassedLayout(forms[Y]));
}

/// <summary>Adds up neighbouring channels: the gradient through their repetition.</summary>
internal sealed record SumChannels(int Node, Tensor X, int Times, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. Unless(X.Size == Y.Size && Y.Channels * Times == X.Channels, "sums other channels"), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms) => Call.Of(
        "TensorMemory.SumChannels", X, new PassedLayout(forms[X]), FormattableString.Invariant($"{Times}"), Y, new PassedLayout(forms[Y]));
}

/// <summary>Sets a whole tensor to zero.</summary>
internal sealed record Clear(int Node, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Zero;

    public override Call CallOf(Forms forms) => Call.Of("TensorMemory.Clear", Y, FormattableString.Invariant($"{forms[Y].Length}"));
}

/// <summary>Sets all elements of each channel to a number of its own: the bias of a layer that sums nothing at some positions.</summary>
internal sealed record FillChannels(int Node, WeightOperand Values, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [Y];

    // Padding channels have zero biases.
    public override LaneRule Lanes => LaneRule.Zero;

    public override IEnumerable<string> Problems(Forms forms) => UnlessBlocked(forms, Y);

    public override Call CallOf(Forms forms) =>
        Call.Of("TensorMemory.FillChannels", Y, new PassedLayout(forms[Y]), Values, FormattableString.Invariant($"{Values.Pack.Tiles * Values.Pack.Tile}"));
}

/// <summary>Sets the lanes behind a tensor's last channel to zero.</summary>
internal sealed record ClearLanes(int Node, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Y];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Zero;

    public override IEnumerable<string> Problems(Forms forms) => [.. UnlessBlocked(forms, Y), .. Unless(Y.Groups == 1, "clears lanes of groups")];

    public override Call CallOf(Forms forms) => Call.Of("TensorMemory.ClearLanes", Y, new PassedLayout(forms[Y]));
}

/// <summary>Sets a tensor's border to zero.</summary>
internal sealed record ClearBorder(int Node, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override Call CallOf(Forms forms)
    {
        TensorForm y = forms[Y];
        return Call.Of("TensorMemory.ClearBorder", Y, FormattableString.Invariant($"{y.Planes}"), new PassedLayout(y), FormattableString.Invariant($"{y.Border.Axes.Depth.Before}, {y.Border.Axes.Depth.After}, {y.Border.Axes.Rows.Before}, {y.Border.Axes.Rows.After}"));
    }
}
