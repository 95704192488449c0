using System;
using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A function of each element.</summary>
internal sealed record Activate(int Node, ActivationKind Kind, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    // The sigmoid of zero is a half, which a gradient of zero cancels.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => isPlanarBehind(Y);

    public override bool PrefersPlanes(Forms forms) => forms[X].IsPlanar;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(X, Y), .. Unless(forms[X].IsPlanar == forms[Y].IsPlanar, "changes the layout")];

    public override Call CallOf(Forms forms, VectorWidth width) =>
        Call.Of(ElementwiseKernel.Of($"{Kind}", $"Activations.{Kind}", ("x", forms[X]), ("y", forms[Y])), X, Y);
}

/// <summary>The gradient through a function of each element, from the function's value.</summary>
internal sealed record ActivateGradient(int Node, ActivationKind Kind, Tensor Y, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Y, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    // A gradient of zero stays zero, whatever the value.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(Y, OutputGradient, InputGradient), .. UnlessBlocked(forms, Y, OutputGradient, InputGradient)];

    public override Call CallOf(Forms forms, VectorWidth width) => Call.Of(
        ElementwiseKernel.Of($"{Kind}Gradient", $"Activations.{Kind}Gradient", ("y", forms[Y]), ("dy", forms[OutputGradient]), ("dx", forms[InputGradient])),
        Y,
        OutputGradient,
        InputGradient);
}

/// <summary>The sum of two tensors, element by element; the result may take the place of either.</summary>
internal sealed record Sum(int Node, Tensor X1, Tensor X2, Tensor Y) : Operation(Node)
{
    /// <summary>Applied to the sums before they are stored: None or ReLU.</summary>
    public ActivationKind Activation { get; init; }

    public override IReadOnlyList<Tensor> Reads => [X1, X2];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override Operation? WithActivation(ActivationKind activation, Tensor y) =>
        Activation == ActivationKind.None && activation == ActivationKind.ReLU ? this with { Activation = activation, Y = y } : null;

    public override IEnumerable<string> Problems(Forms forms) => [.. UnlessAlike(X1, X2, Y), .. UnlessBlocked(forms, X1, X2, Y)];

    public override Call CallOf(Forms forms, VectorWidth width)
    {
        (string verb, string method) = Activation == ActivationKind.None ? ("Add", "Activations.Add") : ($"Add_{Activation}", $"Activations.Add{Activation}");
        return Call.Of(ElementwiseKernel.Of(verb, method, ("x1", forms[X1]), ("x2", forms[X2]), ("y", forms[Y])), X1, X2, Y);
    }
}

/// <summary>Multiplies by a dropout mask that follows from the step, the sample and the layer.</summary>
internal sealed record DropElements(int Node, double Rate, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override LaneRule Lanes => LaneRule.Untouched;

    public override IEnumerable<string> Problems(Forms forms) => UnlessAlike(X, Y);

    public override Call CallOf(Forms forms, VectorWidth width) => Call.Of(
        "DropoutMask.Apply",
        X,
        new PassedLayout(forms[X]),
        Y,
        new PassedLayout(forms[Y]),
        Rate.ToString("R", CultureInfo.InvariantCulture),
        PassedText.DropoutKey,
        Node.ToString(CultureInfo.InvariantCulture));
}
