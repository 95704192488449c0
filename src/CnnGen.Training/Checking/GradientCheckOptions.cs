namespace CnnGen;

/// <summary>What <see cref="GradientCheck"/> checks, and how.</summary>
/// <remarks>
/// A slope is measured with steps of a quarter of a tensor's usual value, an eighth and so on, until two that follow each other agree within
/// what float32 lets them. Where a step crosses a kink of ReLU or of a maximum, or an element moves the loss by less than its rounding, none
/// may: such an element is counted as unclear. Beside single elements each tensor is moved along its gradient, all elements at once, where the
/// loss rises most.
/// </remarks>
public sealed record GradientCheckOptions
{
    /// <summary>The loss of a batch with labels.</summary>
    public Loss Loss { get; init; } = Loss.SoftmaxCrossEntropy;

    /// <summary>How many elements of a parameter are checked, drawn at random; all of smaller ones.</summary>
    public int Elements { get; init; } = 10;

    /// <summary>The largest relative error of a right gradient: what float32 and ReLU leave of the lectures' 1e-4.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Whether the gradient by the input is checked too.</summary>
    public bool ChecksInput { get; init; } = true;

    /// <summary>From which the elements and the dropout masks follow.</summary>
    public ulong Seed { get; init; } = 1;
}
