using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A matrix times the volumes of all samples of a shard, so that its weights are read once for them; what is fused behind it.</summary>
/// <param name="Node">The layer.</param>
/// <param name="X">The volume, all of whose elements every output sees.</param>
/// <param name="Weights">The matrix, in tiles of 16 filters.</param>
/// <param name="Bias">A number for each filter.</param>
/// <param name="Y">The outputs, a vector.</param>
internal sealed record Multiply(int Node, Tensor X, WeightOperand Weights, WeightOperand? Bias, Tensor Y) : LinearMap(Node, X, Y, Weights, Bias)
{
    /// <summary>How precisely its weights are read where nothing is learnt; null where that is the network's to say.</summary>
    public WeightPrecision? Precision { get; init; } = WeightPrecision.Single;

    /// <summary>Whether its weights are narrow.</summary>
    public bool IsNarrow { get; init; }

    public override Scope Scope => Scope.Shard;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => true;

    public override bool IsShared(Forms forms) => Share.IsWorthReading(Weights.Pack.PackedLength);

    public override IEnumerable<string> Problems(Forms forms) => [.. base.Problems(forms), .. MatrixProblems(Weights.Pack, X, Y, forms)];

    /// <summary>What is wrong with a matrix and what it is multiplied by.</summary>
    public static IEnumerable<string> MatrixProblems(PackShape matrix, Tensor x, Tensor y, Forms forms) =>
    [
        .. Unless(matrix == PackShape.ForProduct(x, matrix.Filters), "has weights of another shape"),
        .. Unless(y.IsVector && y.Channels == matrix.Filters && y.Groups == 1, "has outputs of another shape"),
        .. Unless(x.Groups == 1, "reads groups"),
        .. UnlessBlocked(forms, y),
    ];

    // Only ReLU is computed in registers: beside the products, another walk over the outputs costs nothing.
    public override Call CallOf(Forms forms) => Activation switch
    {
        null => Call.Of(Method, [.. Sums(Y, forms), "false", .. Samples(forms)]),
        { Operand: null } when Activation.Function == ElementFunctions.ReLU => Call.Of(Method, [.. Sums(Y, forms), "true", .. Samples(forms)]),
        { Slopes: { } slopes } => Call.Of("Product.MultiplyBySlopes", [.. SumsAndValues(forms), slopes, IsOneSlope ? "true" : "false", .. Samples(forms)]),
        _ => Call.Of("Product.Multiply", [Activation.Function.Instance, .. SumsAndValues(forms), .. Samples(forms)]),
    };

    // Beside narrow weights only what is computed in registers.
    protected override bool MayActivate(FusedActivation activation) =>
        base.MayActivate(activation) && (!IsNarrow || (activation.Operand is null && activation.Function == ElementFunctions.ReLU));

    private string Method => IsNarrow ? "Product.MultiplyBFloat16" : "Product.Multiply";

    private bool IsOneSlope => Activation!.Function.Slopes == SlopeCount.One;

    /// <summary>What is multiplied, and where the sums go.</summary>
    private Passed[] Sums(Tensor sums, Forms forms) =>
        [X, new PassedLayout(forms[X]), Weights, Bias is null ? PassedText.Null : Bias, FirstOf(sums, forms), OutputsOf(forms[sums])];

    /// <summary>The same, and where an activation's values go: over the sums unless others read those.</summary>
    private Passed[] SumsAndValues(Forms forms) =>
        [.. Sums(Activation!.Operand ?? Y, forms), FirstOf(Y, forms), VectorText.Number(forms[Y].PlaneStride)];

    private Passed[] Samples(Forms forms) => [PassedText.Samples, PassedText.SampleFloats, ShareIn(forms)];

    /// <summary>The first output, which a border may lie around.</summary>
    public static PassedTensor FirstOf(Tensor y, Forms forms) => new(y, forms[y].Origin);

    /// <summary>How many outputs there are, and how far sixteen are from the next.</summary>
    public static string OutputsOf(TensorForm y) => FormattableString.Invariant($"{y.Channels}, {y.PlaneStride}");
}

/// <summary>The gradient by a matrix's input: its transpose times the gradients of all samples of a shard, read as it lies.</summary>
internal sealed record MultiplyInputGradient(int Node, Tensor OutputGradient, WeightOperand Weights, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override Scope Scope => Scope.Shard;

    public override LaneRule Lanes => LaneRule.Untouched;

    public override bool NeedsZeroLanes(Tensor read) => true;

    public override IEnumerable<string> Problems(Forms forms) => Multiply.MatrixProblems(Weights.Pack, InputGradient, OutputGradient, forms);

    public override Call CallOf(Forms forms) => Call.Of(
        "Product.InputGradient",
        Multiply.FirstOf(OutputGradient, forms),
        Multiply.OutputsOf(forms[OutputGradient]),
        Weights,
        InputGradient,
        new PassedLayout(forms[InputGradient]),
        PassedText.Samples,
        PassedText.SampleFloats);
}

/// <summary>The gradient by a matrix, summed over the whole batch: every part has filters of its own, so that none is summed twice.</summary>
internal sealed record MultiplyWeightGradient(int Node, Tensor X, Tensor OutputGradient, WeightOperand Weights) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    public override Scope Scope => Scope.Part;

    public override bool NeedsZeroLanes(Tensor read) => ReferenceEquals(read, OutputGradient);

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => ReferenceEquals(read, X);

    public override IEnumerable<string> Problems(Forms forms) => Multiply.MatrixProblems(Weights.Pack, X, OutputGradient, forms);

    public override Call CallOf(Forms forms) => Call.Of(
        "Product.WeightGradient",
        X,
        new PassedLayout(forms[X]),
        Multiply.FirstOf(OutputGradient, forms),
        Multiply.OutputsOf(forms[OutputGradient]),
        new PassedGradient(Weights),
        PassedText.Samples,
        PassedText.SampleFloats,
        PassedText.Part);
}
