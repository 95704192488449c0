using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Sums of weighted inputs, and what may be fused behind them: a normalisation's factors in the weights, an activation of the sums.</summary>
/// <param name="Node">The layer.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Bias">What is added to each channel's sums, or null.</param>
internal abstract record LinearMap(int Node, Tensor X, Tensor Y, WeightOperand Weights, WeightOperand? Bias) : Operation(Node)
{
    /// <summary>Applied to the sums before they are stored, or to a row of them right behind.</summary>
    public ElementFunction? Activation { get; init; }

    /// <summary>The slopes that the activation takes, or null.</summary>
    public WeightOperand? Slopes { get; init; }

    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    // Padding channels have zero weights and zero biases.
    public override LaneRule Lanes => LaneRule.Zero;

    public override bool LiftsZeros => Activation is { LiftsZero: true };

    /// <summary>Whether slopes lie channel by channel as its outputs do.</summary>
    /// <param name="activation">The activation that takes them.</param>
    public virtual bool TakesSlopes(ElementFunction activation) => false;

    /// <summary>Whether the sums themselves are stored, so that something else may be.</summary>
    protected virtual bool StoresSums => Activation is null;

    /// <summary>Whether each sum goes over all channels of its group.</summary>
    protected virtual bool SumsChannels => true;

    public override Operation? WithActivation(ElementFunction activation, Tensor y) => StoresSums ? this with { Activation = activation, Y = y } : null;

    public override Operation? WithSlopes(ElementFunction activation, WeightOperand slopes, Tensor y) =>
        StoresSums && TakesSlopes(activation) ? this with { Activation = activation, Slopes = slopes, Y = y } : null;

    public override Operation? WithFold(NormFold fold, Tensor y) =>
        StoresSums && Y.HasShapeOf(y) ? Folded(fold, isBehind: false) with { Y = y } : null;

    public override Operation? WithFoldInFront(NormFold fold, Tensor x) =>
        SumsChannels && BorderOf(X).IsEmpty && X.HasShapeOf(x) ? Folded(fold, isBehind: true) with { X = x } : null;

    /// <summary>The map with a normalisation multiplied into its weights.</summary>
    public LinearMap Folded(NormFold fold, bool isBehind)
    {
        FoldedOperands folded = fold.Into(Weights, Bias, isBehind);
        return this with { Weights = folded.Weights, Bias = folded.Bias };
    }

    /// <summary>What a kernel is passed: the input, the weights, the bias where there is one, the output, the slopes of an activation that takes some, and the thread's share where threads share it.</summary>
    protected Passed[] Operands(Forms forms)
    {
        List<Passed> operands = [X, Weights];
        if (Bias is not null)
        {
            operands.Add(Bias);
        }

        operands.Add(Y);
        if (Slopes is not null)
        {
            operands.Add(Slopes);
        }

        if (IsShared(forms))
        {
            operands.Add(PassedShare.Instance);
        }

        return [.. operands];
    }
}
