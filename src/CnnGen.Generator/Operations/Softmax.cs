using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Softmax over channels, or its logarithm.</summary>
internal sealed record Softmax(int Node, bool IsLogarithm, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    // Pixel by pixel: all of one is read before the last of its results are written over it.
    public override IEnumerable<Tensor> Replaceable => [X];

    public override IEnumerable<string> Problems(Forms forms) => UnlessAlike(X, Y);

    public override Call CallOf(Forms forms) =>
        Call.Of(IsLogarithm ? "ChannelSoftmax.LogForward" : "ChannelSoftmax.Forward", X, new PassedLayout(forms[X]), Y, new PassedLayout(forms[Y]));
}

/// <summary>The gradient through softmax, dx = y (dy - sum of y dy), or through its logarithm, dx = dy - e^y (sum of dy).</summary>
internal sealed record SoftmaxGradient(int Node, bool IsLogarithm, Tensor Y, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Y, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override IEnumerable<string> Problems(Forms forms) => UnlessAlike(Y, OutputGradient, InputGradient);

    public override Call CallOf(Forms forms) => Call.Of(
        IsLogarithm ? "ChannelSoftmax.LogBackward" : "ChannelSoftmax.Backward",
        Y,
        new PassedLayout(forms[Y]),
        OutputGradient,
        new PassedLayout(forms[OutputGradient]),
        InputGradient,
        new PassedLayout(forms[InputGradient]));
}
