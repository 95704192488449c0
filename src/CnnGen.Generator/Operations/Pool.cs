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

    public override bool IsShared(Forms forms) => !forms[X].IsPlanar && KernelOf(forms).IsShared;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. Unless(X.Channels == Y.Channels && X.Groups == Y.Groups, "pools between different channels"),
        .. Unless(forms[X].IsPlanar == forms[Y].IsPlanar, "changes the layout"),
    ];

    public override Call CallOf(Forms forms)
    {
        Kernel kernel = forms[X].IsPlanar ? new PlanarPoolKernel(Geometry, forms[X], forms[Y]) : KernelOf(forms);
        return IsShared(forms) ? Call.Of(kernel, X, Y, PassedShare.Instance) : Call.Of(kernel, X, Y);
    }

    private PoolKernel KernelOf(Forms forms) => new(Geometry, forms[X], forms[Y]);
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
        PoolGradientKernel kernel = new(Geometry, forms[X], forms[Y], forms[OutputGradient], forms[InputGradient]);
        return ReadsValues ? Call.Of(kernel, X, Y, OutputGradient, InputGradient) : Call.Of(kernel, OutputGradient, InputGradient);
    }
}
