using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A pooling layer.</summary>
internal sealed record Pool(int Node, PoolGeometry Geometry, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.OfReads;

    /// <summary>Whether no window reaches outside of the input and every output is computed from elements that lie side by side.</summary>
    public bool IsWhole => !Geometry.IsClipped(X.Size, Y.Size);

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) =>
        Geometry.Stride.Columns is 1 or 2 && PlanarPoolKernel.Takes(Geometry) && IsWhole && isPlanarBehind(Y);

    public override bool WritesIntoBorder(Forms forms) => forms[Y].IsPlanar;

    public override bool PrefersPlanes(Forms forms) => forms[X].IsPlanar;

    public override bool IsShared(Forms forms) => !forms[X].IsPlanar && Share.IsWorthReading(forms[X].Length);

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. Unless(X.Channels == Y.Channels && X.Groups == Y.Groups, "pools between different channels"),
        .. Unless(forms[X].IsPlanar == forms[Y].IsPlanar, "changes the layout"),
    ];

    public override Call CallOf(Forms forms) => forms[X].IsPlanar
        ? Call.Of(new PlanarPoolKernel(Geometry, forms[X], forms[Y]), X, Y)
        : Call.Of(
            new PoolKernel(Geometry, forms[X].Plane, forms[Y].Plane, IsShared(forms)),
            [X, Y, PassedText.PlanesOf(forms[X]), .. IsShared(forms) ? new Passed[] { PassedShare.Instance } : []]);
}

/// <summary>A pooling layer's gradient by its input.</summary>
internal sealed record PoolGradient(int Node, PoolGeometry Geometry, Tensor X, Tensor Y, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => ReadsValues ? [X, Y, OutputGradient] : [OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override LaneRule Lanes => LaneRule.OfReads;

    // A mean's gradient is the same for all elements of the window.
    private bool ReadsValues => Geometry.Kind is PoolKind.Max or PoolKind.Norm;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(X, InputGradient), .. UnlessAlike(Y, OutputGradient), .. UnlessBlocked(forms, OutputGradient, InputGradient)];

    public override Call CallOf(Forms forms)
    {
        PoolGradientKernel kernel = new(Geometry, forms[X].Plane, forms[Y].Plane, forms[OutputGradient].Plane, forms[InputGradient].Plane);
        Passed[] values = ReadsValues ? [X, Y] : [];
        return Call.Of(kernel, [.. values, OutputGradient, InputGradient, PassedText.PlanesOf(forms[InputGradient])]);
    }
}
