using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Sums of weighted inputs, and what may be fused behind them: a normalisation's factors in the weights, an activation of the sums.</summary>
/// <param name="Node">The layer.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Bias">What is added to each channel's sums, or null.</param>
internal abstract record LinearMap(int Node, Tensor X, Tensor Y, WeightOperand Weights, WeightOperand? Bias) : ActivatedOperation(Node, Y)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    // Padding channels have zero weights and zero biases.
    public override LaneRule Lanes => LaneRule.Zero;

    /// <summary>Whether slopes lie channel by channel as its outputs do.</summary>
    /// <param name="activation">The activation that takes them.</param>
    public virtual bool TakesSlopes(ElementFunction activation) => true;

    /// <summary>Whether the sums themselves are stored, so that something else may be.</summary>
    protected virtual bool StoresSums => Activation is null;

    protected override bool MayActivate(FusedActivation activation) => StoresSums && (activation.Slopes is null || TakesSlopes(activation.Function));

    /// <summary>Whether each sum goes over all channels of its group.</summary>
    protected virtual bool SumsChannels => true;

    public override Operation? WithFold(NormFold fold, Tensor y) =>
        StoresSums && Y.HasShapeOf(y) ? Folded(fold, isBehind: false) with { Y = y } : null;

    public override Operation? WithFoldInFront(NormFold fold, Tensor x) => TakesFoldInFront(x) ? Folded(fold, isBehind: true) with { X = x } : null;

    /// <summary>Whether a normalisation of its input may go into its weights: each sum is over all channels, and zeros that are not normalised are in none.</summary>
    public bool TakesFoldInFront(Tensor x) => SumsChannels && BorderOf(X).IsEmpty && X.HasShapeOf(x);

    /// <summary>The map with a normalisation multiplied into its weights.</summary>
    public LinearMap Folded(NormFold fold, bool isBehind)
    {
        FoldedOperands folded = fold.Into(Weights, Bias, isBehind);
        return this with { Weights = folded.Weights, Bias = folded.Bias };
    }

    /// <summary>What a kernel is passed: the input, the weights, the bias where there is one, the results, and the thread's share where threads share it.</summary>
    protected Passed[] Operands(Forms forms) => Operands(forms, [], []);

    /// <summary>The same with what is passed in place of a bias where there is none, and with numbers behind the results.</summary>
    protected Passed[] Operands(Forms forms, IEnumerable<Passed> noBias, IEnumerable<Passed> numbers) =>
    [
        X,
        Weights,
        .. Bias is null ? noBias : [Bias],
        .. Results(),
        .. numbers,
        .. IsShared(forms) ? new Passed[] { PassedShare.Instance } : [],
    ];
}
