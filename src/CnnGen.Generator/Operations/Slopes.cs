using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A function of each element and of trained slopes.</summary>
internal sealed record ActivateBySlope(int Node, ElementFunction Function, Tensor X, WeightOperand Slopes, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X];

    public override Operation? AsActivationOf(Operation first, Tensor y, bool keepsOperand) =>
        first.WithActivation(new FusedActivation(Function, Slopes, keepsOperand ? X : null), y);

    public override IEnumerable<string> Problems(Forms forms) => [.. UnlessAlike(X, Y), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms)
    {
        MapCall map = MapCall.Of(new KernelActivation(Function, null), forms[Y], forms[X]);
        return Call.Of(new SlopeKernel(map.Walk, Function), X, Y, Slopes, map.Numbers);
    }
}

/// <summary>The gradient by what the slopes are applied to: dy above 0, else a slope times dy.</summary>
internal sealed record ActivateBySlopeGradient(int Node, ElementFunction Function, Tensor X, WeightOperand Slopes, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    // A gradient of zero stays zero, whatever it is multiplied by.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X, OutputGradient];

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(X, OutputGradient, InputGradient), .. UnlessBlocked(forms, X, OutputGradient, InputGradient)];

    public override Call CallOf(Forms forms) => Call.Of(
        new SlopeGradientKernel(forms[X].Plane, forms[OutputGradient].Plane, forms[InputGradient].Plane, Function), X, OutputGradient, InputGradient, Slopes, PassedText.PlanesOf(forms[X]));
}

/// <summary>The gradient by the slopes, summed over a shard's samples: of x dy where x is not above 0.</summary>
internal sealed record SlopeSums(int Node, ElementFunction Function, Tensor X, Tensor OutputGradient, WeightOperand Slopes) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    public override Scope Scope => Scope.Shard;

    // The padding's own products are part of the sum: both factors must be numbers, and one of them zero.
    public override bool NeedsZeroLanes(Tensor read) => true;

    public override IEnumerable<string> Problems(Forms forms) => [.. UnlessAlike(X, OutputGradient), .. UnlessBlocked(forms, X, OutputGradient)];

    public override Call CallOf(Forms forms) => Call.Of(
        new SlopeSumsKernel(forms[X].Plane, forms[OutputGradient].Plane, Function), X, OutputGradient, new PassedGradient(Slopes), PassedText.Samples, PassedText.SampleFloats, PassedText.PlanesOf(forms[X]));
}
