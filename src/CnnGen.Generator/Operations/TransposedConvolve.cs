using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A transposed convolution: convolutions of one input, each of which writes its share of the output's positions. What follows it goes into each.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Phases">The convolutions, which together write every position.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
internal sealed record TransposedConvolve(int Node, IReadOnlyList<LinearMap> Phases, Tensor X, Tensor Y) : ActivatedOperation(Node, Y)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override Border BorderOf(Tensor read) => Phases.Aggregate(default(Border), (border, phase) => border.Union(phase.BorderOf(read)));

    public override LaneRule Lanes => Phases[0].Lanes;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => Phases.All(phase => phase.TakesPlanes(read, isPlanarBehind));

    public override IEnumerable<Operation> Parts =>
        Phases.Select(phase => (phase with { Y = Y, Activation = Activation, Fused = Fused }).DoneWith(this));

    public override Operation? WithFold(NormFold fold, Tensor y) => Activation is null && Y.HasShapeOf(y)
        ? this with { Phases = Phases.Select(phase => phase.Folded(fold, isBehind: false)).ToList(), Y = y }
        : null;

    public override Operation? WithFoldInFront(NormFold fold, Tensor x) => Phases.All(phase => phase.TakesFoldInFront(x))
        ? this with { Phases = Phases.Select(phase => phase.Folded(fold, isBehind: true) with { X = x }).ToList(), X = x }
        : null;

    public override IEnumerable<string> Problems(Forms forms) => Parts.SelectMany(part => part.Problems(forms));

    public override Call CallOf(Forms forms) => throw new InvalidOperationException("its parts are called");

    protected override bool MayActivate(FusedActivation activation) =>
        base.MayActivate(activation) && (activation.Slopes is null || Phases.All(phase => phase.TakesSlopes(activation.Function)));
}
