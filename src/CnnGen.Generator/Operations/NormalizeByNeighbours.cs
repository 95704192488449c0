using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>y = x / (k + alpha / size * sum of squares)^beta, over the channels around.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Response">The window and the numbers.</param>
/// <param name="X">The input.</param>
/// <param name="Squares">Where a pixel's squares lie side by side.</param>
/// <param name="Y">The output.</param>
internal sealed record NormalizeByNeighbours(int Node, LocalResponse Response, Tensor X, Tensor Squares, Tensor Y) : ActivatedOperation(Node, Y)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Squares, .. base.Writes];

    public override LaneRule Lanes => LaneRule.OfReads;

    // The last channels' windows reach into them.
    public override bool NeedsZeroLanes(Tensor read) => true;

    public override bool ReadsLanes(Tensor read) => true;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. base.Problems(forms),
        .. UnlessAlike(X, Y),
        .. UnlessBlocked(forms, X, Y),
        .. Unless(X.Groups == 1, "reads groups"),
        .. Unless(Squares.Channels == Response.StripLength(X.Channels) && Squares.IsVector, "has another place for its squares"),
    ];

    public override Call CallOf(Forms forms) => Call.Of(new LocalResponseKernel(Response, forms[X], forms[Y], ActivationIn(forms)), [X, Squares, .. Results()]);
}

/// <summary>The gradient through such a normalisation.</summary>
/// <remarks>
/// With s = k + alpha / size * sum of squares: dx = dy s^-beta - 2 alpha beta / size * x * sum of dy x s^(-beta - 1), over the channels
/// whose windows the element is in.
/// </remarks>
/// <param name="Node">The layer.</param>
/// <param name="Response">The window and the numbers.</param>
/// <param name="X">The input.</param>
/// <param name="OutputGradient">The gradient by the output.</param>
/// <param name="Strips">Where a pixel's squares and quotients lie side by side.</param>
/// <param name="InputGradient">The gradient by the input.</param>
internal sealed record NormalizeByNeighboursGradient(int Node, LocalResponse Response, Tensor X, Tensor OutputGradient, Tensor Strips, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [Strips, InputGradient];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override bool NeedsZeroLanes(Tensor read) => true;

    public override bool ReadsLanes(Tensor read) => true;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. UnlessAlike(X, OutputGradient, InputGradient),
        .. UnlessBlocked(forms, X, OutputGradient, InputGradient),
        .. Unless(X.Groups == 1, "reads groups"),
        .. Unless(Strips.Channels == 2 * Response.StripLength(X.Channels) && Strips.IsVector, "has another place for its squares"),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        new LocalResponseGradientKernel(Response, forms[X], forms[OutputGradient], forms[InputGradient]), X, OutputGradient, Strips, InputGradient);
}
