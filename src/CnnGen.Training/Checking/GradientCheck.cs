using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen;

/// <summary>A loss of a batch, for networks that are trained by something else than a <see cref="Loss"/>.</summary>
/// <param name="outputs">The network's outputs, sample by sample.</param>
/// <param name="gradient">Receives the loss's derivative by each of them.</param>
/// <returns>The loss.</returns>
public delegate double BatchLoss(ReadOnlySpan<float> outputs, Span<float> gradient);

/// <summary>Compares a network's gradients with slopes that are measured: is Backward right?</summary>
/// <remarks>
/// As the lectures of CS231n do it: a weight is moved a little up and a little down, and what the loss does is compared with the
/// gradient, <c>|a - n| / max(|a|, |n|)</c>. The batch is the network's in training mode: dropout drops the same elements in every pass, BatchNorm
/// normalises by the batch. Losses are float32 numbers in all but their last sum, so that a step must be large enough to be seen and small
/// enough for the slope not to change on it: <see cref="GradientCheckOptions"/> tells what is done about that.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradients of a classifier under softmax cross-entropy.</summary>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network; its weights and running estimates are afterwards what they were, to the bit.</param>
    /// <param name="inputs">Some samples: two to ten are enough, and BatchNorm needs two.</param>
    /// <param name="labels">Their labels.</param>
    /// <returns>A line for each parameter and one for the input.</returns>
    /// <exception cref="ArgumentException">The inputs are not a whole number of samples, or none, or the labels are not theirs.</exception>
    /// <exception cref="NotFiniteNumberException">The loss is not a finite number.</exception>
    public static GradientReport Run<T>(T network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
        where T : class, ITrainableNetwork<T> => Run(network, inputs, labels, new GradientCheckOptions());

    /// <summary>Checks the gradients of a classifier.</summary>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network; its weights and running estimates are afterwards what they were, to the bit.</param>
    /// <param name="inputs">Some samples: two to ten are enough, and BatchNorm needs two.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="options">What is checked and how.</param>
    /// <returns>A line for each parameter and one for the input.</returns>
    /// <exception cref="ArgumentException">The inputs are not a whole number of samples, or none, or the labels are not theirs.</exception>
    /// <exception cref="NotFiniteNumberException">The loss is not a finite number.</exception>
    public static GradientReport Run<T>(T network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, GradientCheckOptions options)
        where T : class, ITrainableNetwork<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        int[] classes = labels.ToArray();
        return Run(network, inputs, (outputs, gradient) => options.Loss.Compute(outputs, classes, T.OutputLength, gradient), options);
    }

    /// <summary>Checks the gradients of a network under any loss of its outputs.</summary>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network; its weights and running estimates are afterwards what they were, to the bit.</param>
    /// <param name="inputs">Some samples: two to ten are enough, and BatchNorm needs two.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="options">What is checked and how; its own loss is not read.</param>
    /// <returns>A line for each parameter and one for the input.</returns>
    /// <exception cref="ArgumentException">The inputs are not a whole number of samples, or none.</exception>
    /// <exception cref="NotFiniteNumberException">The loss is not a finite number.</exception>
    public static GradientReport Run<T>(T network, ReadOnlySpan<float> inputs, BatchLoss loss, GradientCheckOptions options)
        where T : class, ITrainableNetwork<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(options);
        if (inputs.IsEmpty || inputs.Length % T.InputLength != 0)
        {
            throw new ArgumentException($"inputs has {inputs.Length} elements; a sample of {typeof(T).Name} has {T.InputLength}, and there must be at least one", nameof(inputs));
        }

        int samples = inputs.Length / T.InputLength;
        using SavedWeights saved = new(network.Parameters);
        using TrainingGraph graph = network.CreateTrainingGraph(samples);
        graph.DropoutSeed = options.Seed;
        CheckedBatch batch = new(graph, inputs.ToArray(), loss);
        return new GradientReport([.. Tensors(network, graph, batch, T.Info.InputShape, options).Select(tensor => new SlopeMeter(batch, tensor, options).Check())]);
    }

    private static IEnumerable<CheckedTensor> Tensors<T>(T network, TrainingGraph graph, CheckedBatch batch, IReadOnlyList<int> inputShape, GradientCheckOptions options)
        where T : class, ITrainableNetwork<T>
    {
        foreach (string name in graph.Segments.ToArray().Where(static segment => segment.Trainable).Select(static segment => segment.Name))
        {
            Parameter parameter = network.Parameters[name];
            yield return new CheckedTensor(name, parameter.Shape, parameter.Value, batch.GradientOf(name), parameter.CopyFrom);
        }

        if (options.ChecksInput)
        {
            yield return new CheckedTensor("input", [batch.Inputs.Length / inputShape.Aggregate(1, static (length, size) => length * size), .. inputShape], batch.Inputs, batch.InputGradient, null);
        }
    }
}
