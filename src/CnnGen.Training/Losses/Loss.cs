using System;

namespace CnnGen;

/// <summary>What training makes small: a number from a batch's outputs and targets, and its derivative by each output.</summary>
/// <remarks>A description: immutable, so that one may serve several trainers and threads at once. Definitions are PyTorch's.</remarks>
public abstract record Loss
{
    /// <summary>Softmax and cross-entropy in one: the loss of a classifier whose outputs are scores.</summary>
    public static SoftmaxCrossEntropyLoss SoftmaxCrossEntropy { get; } = new();

    /// <summary>The multi-class hinge loss of a support vector machine, as the lectures define it.</summary>
    public static HingeLoss Hinge { get; } = new();

    /// <summary>Squared differences.</summary>
    public static SquaredErrorLoss SquaredError { get; } = new();

    /// <summary>Absolute differences.</summary>
    public static AbsoluteErrorLoss AbsoluteError { get; } = new();

    /// <summary>Squared where the difference is small, absolute where it is large.</summary>
    public static HuberLoss Huber { get; } = new();

    /// <summary>Sigmoid and binary cross-entropy in one: each output is the score of a yes.</summary>
    public static BinaryCrossEntropyLoss BinaryCrossEntropy { get; } = new();

    /// <summary>The loss of a classifier whose outputs are logarithms of probabilities: one that ends with LogSoftmax.</summary>
    public static NegativeLogLikelihoodLoss NegativeLogLikelihood { get; } = new();

    /// <summary>How the loss becomes one number of a batch: the mean unless told.</summary>
    public Reduction Reduction { get; init; }

    /// <summary>Computes the loss of a batch of N samples and its gradient. Allocates nothing.</summary>
    /// <param name="outputs">N * <see cref="OutputShape.Length"/> outputs of the network, sample by sample.</param>
    /// <param name="targets">Labels, one a position of a sample: N * <see cref="OutputShape.Positions"/>; or numbers, one an output.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    /// <param name="gradient">Receives the loss's derivative by each output; it may be <paramref name="outputs"/> itself.</param>
    /// <returns>The loss: NaN where an output is NaN.</returns>
    /// <exception cref="ArgumentException">
    /// The lengths are not those of the same number of samples, or there is none, or the spans overlap without being the same, or the loss
    /// does not take such targets.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public double Compute(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, Span<float> gradient)
    {
        double divisor = Divisor(targets, shape);
        return Sum(outputs, targets, shape, divisor, gradient) / divisor;
    }

    /// <summary>Computes the loss of a classifier's batch and its gradient. Allocates nothing.</summary>
    /// <param name="outputs">N * <paramref name="classes"/> outputs of the network, sample by sample.</param>
    /// <param name="labels">N labels from 0 to <paramref name="classes"/> - 1, N at least 1.</param>
    /// <param name="classes">Outputs of a sample.</param>
    /// <param name="gradient">Receives the loss's derivative by each output; it may be <paramref name="outputs"/> itself.</param>
    /// <returns>The loss: NaN where an output is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the same number of samples, or there is none, or the spans overlap without being the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1, or a label is not a class.</exception>
    public double Compute(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int classes, Span<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        return Compute(outputs, labels, new OutputShape(classes), gradient);
    }

    /// <summary>Computes the sum over a batch, and its gradient divided by a number: for batches that are parts of a larger one.</summary>
    /// <remarks>
    /// The mean over several parts is the sum of their sums, divided by the sum of their <see cref="Divisor"/>s; with that as
    /// <paramref name="divisor"/> their gradients add up to the whole's.
    /// </remarks>
    /// <param name="outputs">Outputs, as of <see cref="Compute(ReadOnlySpan{float}, Targets, OutputShape, Span{float})"/>.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    /// <param name="divisor">What the gradient is divided by.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The sum, not divided.</returns>
    /// <exception cref="ArgumentException">As of <see cref="Compute(ReadOnlySpan{float}, Targets, OutputShape, Span{float})"/>.</exception>
    public double Sum(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient)
    {
        CheckLengths(outputs, targets, shape, gradient);
        CheckTargets(targets, shape);
        return SumOf(outputs, targets, shape, divisor, gradient);
    }

    /// <summary>What the mean divides a batch's sum by; 1 for <see cref="Reduction.Sum"/>.</summary>
    /// <param name="targets">The batch's targets.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    public double Divisor(Targets targets, OutputShape shape) => Reduction == Reduction.Sum ? 1 : Count(targets, shape);

    /// <summary>What the mean is over: the samples' positions unless a loss says otherwise.</summary>
    /// <param name="targets">The batch's targets.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    protected virtual double Count(Targets targets, OutputShape shape) => targets.AreLabels ? targets.Length : targets.Length / shape.Channels;

    /// <summary>Adds up the loss of a batch whose lengths were checked, and writes its gradient.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    /// <param name="divisor">What the gradient, and not the sum, is divided by.</param>
    /// <param name="gradient">Receives the sum's derivative by each output, divided; it may be the memory of the outputs.</param>
    protected abstract double SumOf(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, double divisor, Span<float> gradient);

    /// <summary>Checks that the loss takes such targets: labels that are classes, unless a loss says otherwise.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    protected virtual void CheckTargets(Targets targets, OutputShape shape)
    {
        if (!targets.AreLabels)
        {
            throw new ArgumentException($"{GetType().Name} takes labels as targets; numbers were given", nameof(targets));
        }

        CheckLabels(targets.Labels, shape, ignored: null);
    }

    /// <summary>Checks that labels are classes.</summary>
    private protected static void CheckLabels(ReadOnlySpan<int> labels, OutputShape shape, int? ignored)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)shape.Channels && labels[i] != ignored)
            {
                (int sample, int position) = Math.DivRem(i, shape.Positions);
                string place = shape.Positions == 1 ? "" : $" at position {position}";
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[i], $"sample {sample} has label {labels[i]}{place}; {shape.Channels} classes have labels 0 to {shape.Channels - 1}");
            }
        }
    }

    private static void CheckLengths(ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, ReadOnlySpan<float> gradient)
    {
        (string kind, int each) = targets.AreLabels ? ("labels", shape.Positions) : ("target values", shape.Length);
        if (targets.Length == 0)
        {
            throw new ArgumentException($"there are no {kind}; a batch has at least one sample", nameof(targets));
        }

        if (targets.Length % each != 0)
        {
            throw new ArgumentException($"{targets.Length} {kind} are not those of whole samples, which have {each} each", nameof(targets));
        }

        long elements = (long)(targets.Length / each) * shape.Length;
        if (outputs.Length != elements)
        {
            throw new ArgumentException(
                $"outputs has {outputs.Length} elements; {targets.Length} {kind} of {Text(shape)} take {elements}", nameof(outputs));
        }

        if (gradient.Length != elements)
        {
            throw new ArgumentException(
                $"gradient has {gradient.Length} elements; {targets.Length} {kind} of {Text(shape)} take {elements}", nameof(gradient));
        }

        if (outputs.Overlaps(gradient, out int offset) && offset != 0)
        {
            throw new ArgumentException("outputs and gradient overlap; they must be the same span, or apart", nameof(gradient));
        }
    }

    private static string Text(OutputShape shape) => shape.Positions == 1 ? $"{shape.Channels} classes" : $"{shape.Channels} channels at {shape.Positions} positions";
}
