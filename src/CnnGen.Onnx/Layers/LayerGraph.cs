using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Onnx.Layers;

/// <summary>The layers in an order in which each stands behind those it takes.</summary>
/// <param name="input">The network's input.</param>
internal sealed class LayerGraph(Layer input)
{
    private readonly List<Layer> _layers = [];

    public Layer Input { get; } = input;

    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The outputs by the file's names, in its order.</summary>
    public List<(string Name, Layer Layer)> Outputs { get; } = [];

    /// <summary>What its user should know of it.</summary>
    public List<string> Notes { get; } = [];

    public Layer Add(Layer layer)
    {
        _layers.Add(layer);
        return layer;
    }

    /// <summary>How many layers and outputs take a layer's output.</summary>
    public int ReadersOf(Layer layer) => _layers.Sum(reader => reader.Inputs.Count(taken => taken == layer)) + Outputs.Count(output => output.Layer == layer);

    /// <summary>The layer's one input where nobody else reads that; null where somebody does.</summary>
    public Layer? OnlySource(Layer layer) => layer.Inputs.Count == 1 && layer.Inputs[0] != Input && ReadersOf(layer.Inputs[0]) == 1 ? layer.Inputs[0] : null;

    /// <summary>Puts layers in a layer's place; who read it reads the last of them.</summary>
    public void Replace(Layer layer, params IReadOnlyList<Layer> replacements)
    {
        int place = _layers.IndexOf(layer);
        _layers.RemoveAt(place);
        _layers.InsertRange(place, replacements);
        Redirect(layer, replacements[^1]);
    }

    /// <summary>Takes a layer out; who read it reads another one.</summary>
    public void Remove(Layer layer, Layer instead)
    {
        _layers.Remove(layer);
        Redirect(layer, instead);
    }

    /// <summary>Takes out what no output depends on.</summary>
    public void Sweep()
    {
        HashSet<Layer> needed = [.. Outputs.Select(static output => output.Layer)];
        foreach (Layer layer in Enumerable.Reverse(_layers).Where(needed.Contains))
        {
            needed.UnionWith(layer.Inputs);
        }

        _layers.RemoveAll(layer => !needed.Contains(layer));
    }

    /// <summary>Brings what alone reads a layer, and reads nothing else, right behind it, so that the running output is what it takes.</summary>
    public void KeepChains()
    {
        List<Layer> chained = [];
        HashSet<Layer> placed = [];
        foreach (Layer first in _layers)
        {
            for (Layer? layer = first; layer is not null && placed.Add(layer); layer = OnlyReader(layer))
            {
                chained.Add(layer);
            }
        }

        _layers.Clear();
        _layers.AddRange(chained);
    }

    private Layer? OnlyReader(Layer layer) => ReadersOf(layer) == 1 ? _layers.Find(reader => reader.Inputs is [var only] && only == layer) : null;

    private void Redirect(Layer layer, Layer instead)
    {
        foreach (Layer reader in _layers.Where(reader => reader != instead))
        {
            for (int i = 0; i < reader.Inputs.Count; i++)
            {
                reader.Inputs[i] = reader.Inputs[i] == layer ? instead : reader.Inputs[i];
            }
        }

        for (int i = 0; i < Outputs.Count; i++)
        {
            Outputs[i] = Outputs[i].Layer == layer ? (Outputs[i].Name, instead) : Outputs[i];
        }
    }
}
