using System;
using System.Collections.Generic;

namespace CnnGen.Pictures;

/// <summary>How strongly a sample drives a channel.</summary>
/// <param name="Sample">The sample's number in its dataset.</param>
/// <param name="Value">The channel's largest value.</param>
/// <param name="Row">Its row in the channel.</param>
/// <param name="Column">Its column in the channel.</param>
public readonly record struct Activation(int Sample, float Value, int Row, int Column);

/// <summary>Computes one output of a network of one sample.</summary>
/// <param name="sample">The sample.</param>
/// <param name="output">Receives the output.</param>
public delegate void OutputReader(ReadOnlySpan<float> sample, Span<float> output);

/// <summary>Which images a channel of a layer responds to.</summary>
public static class MaximalActivations
{
    /// <summary>Finds the samples of a dataset that drive a channel most: <c>Find&lt;MyNet>(data, "conv3", 5, 9, (x, y) => net.Forward(x, scores, y))</c>.</summary>
    /// <typeparam name="T">The network's class, which marks the output by <c>[Output]</c>.</typeparam>
    /// <param name="dataset">The samples.</param>
    /// <param name="output">The output's name.</param>
    /// <param name="channel">The channel; of an output without channels, the element.</param>
    /// <param name="count">How many samples: at least 1.</param>
    /// <param name="forward">Computes that output.</param>
    /// <returns>The samples, the strongest first; of equal ones the first in the dataset comes first. As many as there are, where there are fewer.</returns>
    /// <exception cref="ArgumentException">The network has no such output, or its samples are not the dataset's, or the output is of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel, or <paramref name="count"/> is below 1.</exception>
    public static IReadOnlyList<Activation> Find<T>(Dataset dataset, string output, int channel, int count, OutputReader forward)
        where T : class, INetwork<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Find<T>(dataset, output, OutputOf<T>(output).Shape, channel, count, forward);
    }

    /// <summary>Finds the samples of a dataset that drive a layer's channel most.</summary>
    /// <typeparam name="T">The network's class, with <c>[Network(Inspect = true)]</c>.</typeparam>
    /// <param name="network">The network, whose <see cref="IInspectedNetwork{TSelf}.Outputs"/> nobody else uses meanwhile.</param>
    /// <param name="dataset">The samples.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="channel">The channel; of an output without channels, the element.</param>
    /// <param name="count">How many samples: at least 1.</param>
    /// <returns>The samples, the strongest first; of equal ones the first in the dataset comes first. As many as there are, where there are fewer.</returns>
    /// <exception cref="ArgumentException">No layer has the name, or the network's samples are not the dataset's, or the layer is of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel, or <paramref name="count"/> is below 1.</exception>
    public static IReadOnlyList<Activation> Find<T>(T network, Dataset dataset, string layer, int channel, int count)
        where T : class, IInspectedNetwork<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        LayerOutput output = network.Outputs[layer];
        return Find<T>(dataset, layer, output.Shape, channel, count, (sample, values) =>
        {
            network.Outputs.Compute(sample);
            output.Values.CopyTo(values);
        });
    }

    private static IReadOnlyList<Activation> Find<T>(Dataset dataset, string output, IReadOnlyList<int> outputShape, int channel, int count, OutputReader forward)
        where T : class, INetwork<T>
    {
        ImageShape shape = PictureShape.Of(outputShape, $"the output {output}");

        // A vector's elements are what channels are elsewhere.
        shape = outputShape.Count == 1 ? new ImageShape(shape.Width, 1, 1) : shape;
        if ((uint)channel >= (uint)shape.Channels)
        {
            throw new ArgumentOutOfRangeException(nameof(channel), channel, $"there is no channel {channel}; {output} has 0 to {shape.Channels - 1}");
        }

        if (dataset.SampleLength != T.InputLength)
        {
            throw new ArgumentException($"the dataset's samples have {dataset.SampleLength} elements; {T.Info.Name} takes {T.InputLength}", nameof(dataset));
        }

        float[] sample = new float[T.InputLength];
        float[] values = new float[shape.Channels * shape.PlaneLength];
        List<Activation> strongest = [];
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.Read(i, sample);
            forward(sample, values);
            Insert(strongest, Largest(values.AsSpan(channel * shape.PlaneLength, shape.PlaneLength), shape.Width, i), count);
        }

        return strongest;
    }

    private static OutputInfo OutputOf<T>(string name)
        where T : class, INetwork<T>
    {
        List<string> names = [];
        foreach (OutputInfo output in T.Info.Outputs)
        {
            if (output.Name == name)
            {
                return output;
            }

            names.Add(output.Name);
        }

        throw new ArgumentException($"{T.Info.Name} has no output '{name}'; it has {string.Join(", ", names)}", "output");
    }

    private static Activation Largest(ReadOnlySpan<float> plane, int width, int sample)
    {
        int largest = 0;
        for (int i = 1; i < plane.Length; i++)
        {
            largest = plane[i] > plane[largest] ? i : largest;
        }

        return new Activation(sample, plane[largest], largest / width, largest % width);
    }

    /// <summary>Keeps a list of the strongest, each behind those that are as strong.</summary>
    private static void Insert(List<Activation> strongest, Activation activation, int count)
    {
        int place = strongest.Count;
        while (place > 0 && activation.Value > strongest[place - 1].Value)
        {
            place--;
        }

        strongest.Insert(place, activation);
        if (strongest.Count > count)
        {
            strongest.RemoveAt(count);
        }
    }
}
