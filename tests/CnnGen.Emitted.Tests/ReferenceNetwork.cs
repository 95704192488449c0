using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>A network computed the plain way: loops over the definitions, in double precision.</summary>
internal sealed class ReferenceNetwork(int[] input, IReadOnlyList<ReferenceLayer> layers)
{
    /// <summary>What a layer's From and a join's names call the network's input.</summary>
    public const string NetworkInput = "<input>";

    private readonly string[] _names = Names(layers);

    public int[] Input { get; } = input;

    /// <summary>The class's attributes; strides may leave a rest.</summary>
    public string Declaration => Declare(layers);

    /// <summary>The first layer's kind, and a network of that layer alone; null where there is none.</summary>
    public (string Kind, string Declaration)? OfFirstLayer => layers.Count == 0 ? null : (layers[0].Attribute.Split('(')[0], Declare(layers.Take(1)));

    private string Declare(IEnumerable<ReferenceLayer> declared) => $"[Input({string.Join(", ", Input)})] {string.Concat(declared.Select(layer => $"[{layer.Attribute}]"))}";

    /// <summary>The layers' names, given or by default.</summary>
    public static string[] Names(IReadOnlyList<ReferenceLayer> layers)
    {
        Dictionary<string, int> counts = [];
        return layers.Select(layer =>
        {
            counts[layer.DefaultName] = counts.GetValueOrDefault(layer.DefaultName) + 1;
            return layer.Name ?? layer.DefaultName + counts[layer.DefaultName].ToString(CultureInfo.InvariantCulture);
        }).ToArray();
    }

    /// <summary>The outputs for a batch of samples, one behind the other: the network's own, then those that are marked.</summary>
    public double[][] Forward(IReadOnlyList<double[]> samples, ReferencePass pass)
    {
        List<Volume[]> marked = [];
        Volume[] running = samples.Select(sample => Volume.Of(Input, sample)).ToArray();
        Dictionary<string, Volume[]> outputs = new() { [NetworkInput] = running };
        for (int i = 0; i < layers.Count; i++)
        {
            ReferenceLayer layer = layers[i];
            Volume[][] inputs = [layer.From is null ? running : outputs[layer.From], .. layer.Joined.Select(name => outputs[name])];
            Volume[] output = layer.Apply(Enumerable.Range(0, samples.Count).Select(sample => inputs.Select(batch => batch[sample]).ToArray()).ToArray(), _names[i], pass);
            if (layer is ReferenceOutput)
            {
                // The same volumes mean the same layer.
                marked.Add(inputs[0]);
                outputs[_names[i]] = pass.Pass(_names[i], inputs[0]);
                continue;
            }

            outputs[_names[i]] = running = pass.Pass(_names[i], output);
        }

        // The first mark on the network's own output is but its name.
        marked.Remove(running);
        return [.. marked.Prepend(running).Select(volumes => volumes.SelectMany(volume => volume.Values).ToArray())];
    }
}

/// <summary>One pass of a batch through the layers.</summary>
/// <param name="parameters">Parameters and running estimates by name.</param>
/// <param name="isTraining">Whether the batch is normalised by its own statistics.</param>
internal sealed class ReferencePass(IReadOnlyDictionary<string, double[]> parameters, bool isTraining)
{
    public bool IsTraining => isTraining;

    /// <summary>The running estimates that the batch leaves behind, by name.</summary>
    public Dictionary<string, double[]> Estimates { get; } = [];

    /// <summary>What each layer gave, by its name, sample behind sample.</summary>
    public Dictionary<string, double[]> LayerOutputs { get; } = [];

    /// <summary>What is added to a layer's outputs before others read them, by its name.</summary>
    public Dictionary<string, double[]> Shifts { get; } = [];

    /// <summary>The most that a layer multiplies gradients by whose sum may be nothing: a normalisation, a difference; zero where there is none.</summary>
    public double LargestFactor { get; set; }

    /// <summary>Takes note of what a layer gives, and gives what others read.</summary>
    public Volume[] Pass(string layer, Volume[] outputs)
    {
        double[] values = LayerOutputs[layer] = [.. outputs.SelectMany(volume => volume.Values)];
        if (!Shifts.TryGetValue(layer, out double[]? shift))
        {
            return outputs;
        }

        int length = values.Length / outputs.Length;
        return [.. outputs.Select((volume, sample) => volume with { Values = [.. volume.Values.Select((value, i) => value + shift[(sample * length) + i])] })];
    }

    /// <summary>A layer's parameter, or null where it has none.</summary>
    public double[]? Find(string layer, string parameter) => parameters.GetValueOrDefault($"{layer}.{parameter}");
}

/// <summary>Channels, depth, height, width and the values in that order.</summary>
internal sealed record Volume(int[] Shape, double[] Values)
{
    private const int MostAxes = 4;

    public int Channels => Shape[0];

    /// <summary>Depth, height and width.</summary>
    public int[] Sizes => Shape[1..];

    /// <summary>Values of a vector, a sequence, an image or a volume: an axis that the shape lacks is one element long.</summary>
    public static Volume Of(int[] shape, double[] values) => new([shape[0], .. Enumerable.Repeat(1, MostAxes - shape.Length), .. shape.Skip(1)], values);

    /// <summary>A value, or zero outside.</summary>
    public double At(int channel, int slice, int row, int column) =>
        slice < 0 || row < 0 || column < 0 || slice >= Shape[1] || row >= Shape[2] || column >= Shape[3]
            ? 0
            : Values[(((((channel * Shape[1]) + slice) * Shape[2]) + row) * Shape[3]) + column];

    public static Volume Make(int channels, int[] sizes, Func<int, int, int, int, double> value)
    {
        int plane = sizes[1] * sizes[2];
        double[] values = new double[channels * sizes[0] * plane];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(i / (sizes[0] * plane), i / plane % sizes[0], i / sizes[2] % sizes[1], i % sizes[2]);
        }

        return new Volume([channels, .. sizes], values);
    }
}
