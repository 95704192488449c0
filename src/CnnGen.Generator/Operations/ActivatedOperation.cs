using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>An operation that an activation may be computed with: on its results before they are stored, or on a row of them right behind.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Y">The results, or their activation.</param>
internal abstract record ActivatedOperation(int Node, Tensor Y) : Operation(Node)
{
    /// <summary>The activation, or null.</summary>
    public FusedActivation? Activation { get; init; }

    public override IReadOnlyList<Tensor> Writes => Activation?.Operand is { } operand ? [Y, operand] : [Y];

    public override bool LiftsZeros => Activation is { Function.LiftsZero: true };

    public override Operation? WithActivation(FusedActivation activation, Tensor y) => MayActivate(activation) ? this with { Activation = activation, Y = y } : null;

    public override IEnumerable<string> Problems(Forms forms) =>
        Activation?.Operand is { } operand ? [.. UnlessAlike(Y, operand), .. UnlessBlocked(forms, Y, operand)] : [];

    /// <summary>Whether it computes an activation: none behind another.</summary>
    protected virtual bool MayActivate(FusedActivation activation) => Activation is null;

    /// <summary>The activation for a kernel.</summary>
    protected KernelActivation? ActivationIn(Forms forms) =>
        Activation is null ? null : new KernelActivation(Activation.Function, Activation.Operand is { } operand ? forms[operand] : null);

    /// <summary>What a kernel that computes the activation is passed: where the results go, the slopes and the place for the operand, as far as there are any.</summary>
    protected IEnumerable<Passed> Results()
    {
        yield return Y;
        if (Activation?.Slopes is { } slopes)
        {
            yield return slopes;
        }

        if (Activation?.Operand is { } operand)
        {
            yield return operand;
        }
    }
}

/// <summary>An activation that is computed with the operation in front of it.</summary>
/// <param name="Function">The function.</param>
/// <param name="Slopes">The trained slopes that it takes, or null.</param>
/// <param name="Operand">Where what it takes is stored beside its value, since others read that too; null where nobody does.</param>
internal sealed record FusedActivation(ElementFunction Function, WeightOperand? Slopes, Tensor? Operand);
