using System;
using System.Collections.Generic;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Copies a tensor into a larger one and fills what lies around it from it.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Mode">What the border holds; zeros are no operation but a tensor's own border.</param>
/// <param name="Margins">How much there is of it on each axis.</param>
/// <param name="X">What is copied.</param>
/// <param name="Y">The copy.</param>
internal sealed record PadBorder(int Node, BorderMode Mode, PerAxis<Margin> Margins, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    // Whole blocks are copied.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => isPlanarBehind(Y);

    public override bool PrefersPlanes(Forms forms) => forms[X].IsPlanar;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. SizeProblems(Margins, X, Y),
        .. Unless(forms[X].IsPlanar == forms[Y].IsPlanar, "changes the layout"),
    ];

    /// <summary>What is wrong with the sizes of a tensor and its padded one.</summary>
    public static IEnumerable<string> SizeProblems(PerAxis<Margin> margins, Tensor inner, Tensor padded) =>
    [
        .. Unless(inner.Channels == padded.Channels && inner.Groups == 1 && padded.Groups == 1, "pads between different channels"),
        .. Unless(inner.Size.Zip(margins, static (size, margin) => margin.Before + size + margin.After) == padded.Size, "pads to another size"),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        $"BorderPadding.Fill<{Mode}Border>", X, new PassedLayout(forms[X]), Y, new PassedLayout(forms[Y]), Places(Margins));

    /// <summary>Where the inner tensor's first element lies in the padded one.</summary>
    public static string Places(PerAxis<Margin> margins) => FormattableString.Invariant($"{margins.Depth.Before}, {margins.Rows.Before}, {margins.Columns.Before}");
}

/// <summary>The gradient through <see cref="PadBorder"/>: each element's own, and those of the border that was filled from it.</summary>
internal sealed record PadBorderGradient(int Node, BorderMode Mode, PerAxis<Margin> Margins, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. PadBorder.SizeProblems(Margins, InputGradient, OutputGradient), .. UnlessBlocked(forms, OutputGradient, InputGradient)];

    public override Call CallOf(Forms forms) => Call.Of(
        $"BorderPadding.AddUp<{Mode}Border>", OutputGradient, new PassedLayout(forms[OutputGradient]), InputGradient, new PassedLayout(forms[InputGradient]), PadBorder.Places(Margins));
}
