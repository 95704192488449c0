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
internal sealed record TransposedConvolve(int Node, IReadOnlyList<LinearMap> Phases, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override Border BorderOf(Tensor read) => Phases.Aggregate(default(Border), (border, phase) => border.Union(phase.BorderOf(read)));

    public override LaneRule Lanes => Phases[0].Lanes;

    public override bool LiftsZeros => Phases[0].LiftsZeros;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => Phases.All(phase => phase.TakesPlanes(read, isPlanarBehind));

    public override IEnumerable<Operation> Parts => Phases.Select(phase => phase with { Fused = Fused, OnlyForInputGradient = OnlyForInputGradient, OnlyForOutputs = OnlyForOutputs });

    private bool StoresSums => Phases.All(static phase => phase.Activation is null);

    // An activation over memory would go over whole rows, and with each phase again over what others have written.
    public override Operation? WithActivation(ElementFunction activation, Tensor y) =>
        StoresSums && (activation.IsInRegisters || Phases.Count == 1) ? With(phase => phase with { Activation = activation }, y) : null;

    public override Operation? WithSlopes(ElementFunction activation, WeightOperand slopes, Tensor y) =>
        StoresSums && Phases.All(phase => phase.TakesSlopes(activation)) ? With(phase => phase with { Activation = activation, Slopes = slopes }, y) : null;

    public override Operation? WithFold(NormFold fold, Tensor y) =>
        StoresSums && Y.HasShapeOf(y) ? With(phase => phase.Folded(fold, isBehind: false), y) : null;

    public override IEnumerable<string> Problems(Forms forms) => Phases.SelectMany(phase => phase.Problems(forms));

    public override Call CallOf(Forms forms, VectorWidth width) => throw new InvalidOperationException("its parts are called");

    private TransposedConvolve With(Func<LinearMap, LinearMap> change, Tensor y) => this with { Phases = Phases.Select(phase => change(phase) with { Y = y }).ToList(), Y = y };
}
