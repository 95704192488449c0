using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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
        ElementwiseCall.Of(forms, $"{Kind}", $"Activations.{Kind}", ("x", X), ("y", Y));
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

    public override Call CallOf(Forms forms, VectorWidth width) => ElementwiseCall.Of(
        forms, $"{Kind}Gradient", $"Activations.{Kind}Gradient", ("y", Y), ("dy", OutputGradient), ("dx", InputGradient));
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
        return ElementwiseCall.Of(forms, verb, method, ("x1", X1), ("x2", X2), ("y", Y));
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

/// <summary>What is called for a function of each element.</summary>
internal static class ElementwiseCall
{
    /// <summary>The runtime's method where tensors are walked from end to end; a kernel that goes row by row where a border must stay zero.</summary>
    public static Call Of(Forms forms, string verb, string function, params (string Name, Tensor Tensor)[] operands) =>
        operands.All(operand => forms[operand.Tensor].Border.IsEmpty)
            ? Call.Of(function, [.. operands.Select(static operand => (Passed)operand.Tensor), VectorText.Number(forms[operands[0].Tensor].Length)])
            : Call.Of(
                ElementwiseKernel.Of(verb, function, [.. operands.Select(operand => (operand.Name, forms[operand.Tensor]))]),
                [.. operands.Select(static operand => (Passed)operand.Tensor)]);
}
