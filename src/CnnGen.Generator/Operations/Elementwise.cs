using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A function of each element.</summary>
internal sealed record Activate(int Node, ElementFunction Function, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];

    // The sigmoid of zero is a half, which a gradient of zero cancels.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X];

    public override bool LiftsZeros => Function.LiftsZero;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => isPlanarBehind(Y);

    public override bool PrefersPlanes(Forms forms) => forms[X].IsPlanar;

    public override Operation? AsActivationOf(Operation first, Tensor y, bool keepsOperand) =>
        first.WithActivation(new FusedActivation(Function, null, keepsOperand ? X : null), y);

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(X, Y), .. Unless(forms[X].IsPlanar == forms[Y].IsPlanar, "changes the layout")];

    public override Call CallOf(Forms forms) =>
        ElementwiseCall.Of(forms, Function.Name, "Activations.Apply", Function, ("x", X), ("y", Y));
}

/// <summary>The gradient through a function of each element.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Function">The function.</param>
/// <param name="At">What its derivative follows from: its value or what it takes.</param>
/// <param name="OutputGradient">The gradient by its value.</param>
/// <param name="InputGradient">Receives the gradient by what it takes.</param>
internal sealed record ActivateGradient(int Node, ElementFunction Function, Tensor At, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [At, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    // A gradient of zero stays zero, whatever the value.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [At, OutputGradient];

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(At, OutputGradient, InputGradient), .. UnlessBlocked(forms, At, OutputGradient, InputGradient)];

    public override Call CallOf(Forms forms) => ElementwiseCall.Of(
        forms, $"{Function.Name}Gradient", "Activations.Gradient", Function, (Function.FollowsFromValue ? "y" : "x", At), ("dy", OutputGradient), ("dx", InputGradient));
}

/// <summary>The sum of two tensors, element by element; the result may take the place of either.</summary>
internal sealed record Sum(int Node, Tensor X1, Tensor X2, Tensor Y) : ActivatedOperation(Node, Y)
{
    public override IReadOnlyList<Tensor> Reads => [X1, X2];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X1, X2];

    // Slopes belong to channels, which the runtime's loop does not know.
    public override Operation? WithActivation(FusedActivation activation, Tensor y) => activation.Slopes is null || !MayActivate(activation)
        ? base.WithActivation(activation, y)
        : (new Join(Node, JoinKind.Add, X1, X2, Y) { Fused = Fused }).DoneWith(this).WithActivation(activation, y);

    public override IEnumerable<string> Problems(Forms forms) => [.. base.Problems(forms), .. UnlessAlike(X1, X2, Y), .. UnlessBlocked(forms, X1, X2, Y)];

    public override Call CallOf(Forms forms)
    {
        (string, Tensor)[] operands = Activation?.Operand is { } operand ? [("x1", X1), ("x2", X2), ("a", operand), ("y", Y)] : [("x1", X1), ("x2", X2), ("y", Y)];
        return ElementwiseCall.Of(forms, "Add" + KernelNames.Activation(ActivationIn(forms)?.Told), "Activations.Add", Activation?.Function, operands);
    }
}

/// <summary>What is called for a function of each element.</summary>
internal static class ElementwiseCall
{
    /// <summary>The runtime's method where tensors are walked from end to end; a kernel that goes row by row where a border must stay zero.</summary>
    public static Call Of(Forms forms, string verb, string method, ElementFunction? function, params (string Name, Tensor Tensor)[] operands)
    {
        TensorForm[] all = [.. operands.Select(operand => forms[operand.Tensor])];
        IEnumerable<Passed> tensors = operands.Select(static operand => (Passed)operand.Tensor);
        if (all.All(static form => form.Border.IsEmpty))
        {
            return Call.Of(method, [.. function is null ? [] : new Passed[] { function.Instance }, .. tensors, VectorText.Number(all[0].Length)]);
        }

        ElementwiseKernel kernel = new(verb, method, function, operands.Select(static operand => operand.Name).ToEquatableArray(), all[0].Size.Depth > 1);
        return Call.Of(kernel, [.. tensors, kernel.Arguments(all)]);
    }
}
