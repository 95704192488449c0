using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Two tensors joined element by element; the result may take the place of either.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Kind">What is computed of two elements.</param>
/// <param name="X1">The first operand.</param>
/// <param name="X2">The second operand.</param>
/// <param name="Y">The result, in the shape of the larger operand. One that has a single element a channel goes with every element of the other.</param>
internal sealed record Join(int Node, JoinKind Kind, Tensor X1, Tensor X2, Tensor Y) : ActivatedOperation(Node, Y)
{
    /// <summary>What the results are divided by: the number of operands of a mean.</summary>
    public int Divisor { get; init; } = 1;

    public override IReadOnlyList<Tensor> Reads => [X1, X2];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X1, X2];

    public override bool IsShared(Forms forms) => Share.IsWorthReading(forms[X1].Length + forms[X2].Length);

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. base.Problems(forms), .. Unless(WidensTo(X1, Y) && WidensTo(X2, Y), "has operands of different shapes"), .. UnlessBlocked(forms, X1, X2, Y)];

    /// <summary>Whether a tensor has another's shape, or its channels and a single element of each.</summary>
    public static bool WidensTo(Tensor one, Tensor whole) => one.HasShapeOf(whole) || (one.IsVector && one.Channels == whole.Channels && one.Groups == whole.Groups);

    public override Call CallOf(Forms forms)
    {
        MapCall map = MapCall.Of(ActivationIn(forms), forms[Y], forms[X1], forms[X2]);
        JoinKernel kernel = new(Kind, Divisor, map.Walk, Widens(X1), Widens(X2), map.Activation, IsShared(forms));
        return Call.Of(kernel, [X1, X2, .. Results(), map.Numbers, .. IsShared(forms) ? new Passed[] { PassedShare.Instance } : []]);
    }

    private bool Widens(Tensor x) => x.IsVector && !Y.IsVector;
}

/// <summary>A join's gradient by one of its operands: by one that is widened, summed over all elements that it goes with.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Kind">What the join computes of two elements; a difference's gradients are a sum's, but for the sign.</param>
/// <param name="Operand">The operand.</param>
/// <param name="Other">The other one.</param>
/// <param name="OutputGradient">The gradient by the result.</param>
/// <param name="InputGradient">Receives the gradient by the operand, in its shape.</param>
internal sealed record JoinGradient(int Node, JoinKind Kind, Tensor Operand, Tensor Other, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    /// <summary>What the gradient is divided by: the number of operands of a mean; -1 for what is subtracted.</summary>
    public int Divisor { get; init; } = 1;

    public override IReadOnlyList<Tensor> Reads => [.. Values, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override LaneRule Lanes => LaneRule.OfReads;

    /// <summary>The operands' values that the gradient depends on.</summary>
    private IReadOnlyList<Tensor> Values => Kind switch
    {
        JoinKind.Multiply => [Other],
        JoinKind.Max => [Operand, Other],
        _ => [],
    };

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. UnlessAlike(Operand, InputGradient),
        .. Unless(Join.WidensTo(Operand, OutputGradient) && Join.WidensTo(Other, OutputGradient), "has operands of different shapes"),
        .. UnlessBlocked(forms, Operand, Other, OutputGradient, InputGradient),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        new JoinGradientKernel(Kind, Divisor, Values.Select(value => forms[value]).ToEquatableArray(), forms[OutputGradient], forms[InputGradient]),
        [.. Values.Append(OutputGradient).Append(InputGradient).Select(static tensor => (Passed)tensor)]);
}
