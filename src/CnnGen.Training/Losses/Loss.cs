using System;

namespace CnnGen;

/// <summary>What training makes small: a number from a batch's outputs and labels, and its derivative by each output.</summary>
/// <remarks>An instance has no state, so that one may serve several trainers and threads at once.</remarks>
public abstract class Loss
{
    /// <summary>Softmax and cross-entropy in one, averaged over the batch: PyTorch's <c>CrossEntropyLoss</c> with reduction "mean".</summary>
    /// <remarks>
    /// For scores s and label t of each of N samples: <c>L = 1/N sum(log(sum_c exp(s_c)) - s_t)</c> and
    /// <c>dL/ds_c = (exp(s_c) / sum_k exp(s_k) - [c = t]) / N</c>. The network gives scores: a Softmax layer before this loss would be
    /// applied twice.
    /// </remarks>
    public static Loss SoftmaxCrossEntropy { get; } = new SoftmaxCrossEntropyLoss();

    /// <summary>Computes the loss of a batch, averaged over its samples, and its gradient. Allocates nothing.</summary>
    /// <param name="outputs">N * <paramref name="classes"/> outputs of the network, sample by sample.</param>
    /// <param name="labels">N labels from 0 to <paramref name="classes"/> - 1, N at least 1.</param>
    /// <param name="classes">Outputs of a sample.</param>
    /// <param name="gradient">
    /// Receives the loss's derivative by each output: N * <paramref name="classes"/> elements, which may be <paramref name="outputs"/> itself.
    /// </param>
    /// <returns>The loss: NaN where an output is NaN.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the same number of samples, or there is none, or the spans overlap without being the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1, or a label is not a class.</exception>
    public abstract double Compute(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int classes, Span<float> gradient);

    /// <summary>Makes the checks that <see cref="Compute"/> documents.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="classes">Outputs of a sample.</param>
    /// <param name="gradient">The gradient.</param>
    protected static void Check(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int classes, ReadOnlySpan<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (labels.IsEmpty)
        {
            throw new ArgumentException("there are no labels; the mean over a batch needs at least one sample", nameof(labels));
        }

        long elements = (long)labels.Length * classes;
        if (outputs.Length != elements)
        {
            throw new ArgumentException(
                $"outputs has {outputs.Length} elements; {labels.Length} labels of {classes} classes take {elements}", nameof(outputs));
        }

        if (gradient.Length != elements)
        {
            throw new ArgumentException(
                $"gradient has {gradient.Length} elements; {labels.Length} labels of {classes} classes take {elements}", nameof(gradient));
        }

        if (outputs.Overlaps(gradient, out int offset) && offset != 0)
        {
            throw new ArgumentException("outputs and gradient overlap; they must be the same span, or apart", nameof(gradient));
        }

        for (int sample = 0; sample < labels.Length; sample++)
        {
            if ((uint)labels[sample] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[sample], $"sample {sample} has label {labels[sample]}; {classes} classes have labels 0 to {classes - 1}");
            }
        }
    }
}
