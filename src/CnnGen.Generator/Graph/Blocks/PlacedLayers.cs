using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>The layers that a network has so far, and its outputs by name: those of layers, and the ends of blocks and branches.</summary>
internal sealed class PlacedLayers
{
    private readonly List<PlacedLayer> _layers = [];
    private readonly Dictionary<string, int> _outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ends = new(StringComparer.Ordinal);
    private readonly OutputShapes _shapes;

    /// <summary>No layers yet.</summary>
    /// <param name="input">The network's input; null where that is not known.</param>
    /// <param name="fit">The fit of layers that do not say otherwise.</param>
    public PlacedLayers(TensorShape? input, FitMode fit) => _shapes = new OutputShapes(_layers, input, fit);

    public int Count => _layers.Count;

    /// <summary>The last layer that is no mark: what a layer without From takes.</summary>
    public int Last { get; private set; } = Node.NetworkInput;

    /// <summary>Adds a layer behind the others.</summary>
    /// <returns>Whether no block or branch has its name; that another layer has it is said later.</returns>
    public bool Add(PlacedLayer layer)
    {
        int index = _layers.Count;
        _layers.Add(layer);
        Last = layer.IsMark ? Last : index;
        if (_outputs.ContainsKey(layer.Name))
        {
            return !_ends.Contains(layer.Name);
        }

        _outputs.Add(layer.Name, index);
        return true;
    }

    /// <summary>Gives the end of a block or of a branch its name.</summary>
    /// <returns>Whether nothing else has it.</returns>
    public bool AddEnd(string name, PlacedOutput end)
    {
        if (Has(name))
        {
            return false;
        }

        if (end.Index != PlacedOutput.Unknown)
        {
            _outputs.Add(name, end.Index);
            _ends.Add(name);
        }

        return true;
    }

    /// <summary>Whether an output has a name.</summary>
    public bool Has(string name) => _outputs.ContainsKey(name);

    /// <summary>A name as it is seen from a scope: its own, or one of those around it in the same body.</summary>
    public string NameIn(NameScope scope, string name)
    {
        if (name == NameText.NetworkInput)
        {
            return name;
        }

        for (NameScope? around = scope; around is not null; around = around.Outer)
        {
            if (Has(around.Prefix + name))
            {
                return around.Prefix + name;
            }
        }

        return scope.Prefix + name;
    }

    /// <summary>The output that an argument names.</summary>
    public PlacedOutput Find(UseArgument argument, BlockSurroundings around) => Find(new TextValue(argument.Argument.Value as string ?? "", argument.Output), around);

    /// <summary>The output that a text names.</summary>
    public PlacedOutput Find(TextValue text, BlockSurroundings around)
    {
        // Tensor.Input is the block's in its body; where a use has passed it on it has been decided.
        if (text is { Output: null, Text: NameText.NetworkInput })
        {
            return around.Input;
        }

        string name = text.Output ?? NameIn(around.Scope, text.Text);
        return name == NameText.NetworkInput ? PlacedOutput.NetworkInput
            : _outputs.TryGetValue(name, out int index) ? index == Node.NetworkInput ? PlacedOutput.NetworkInput : new PlacedOutput(index, _layers[index].Name)
            : new PlacedOutput(PlacedOutput.Unknown, name);
    }

    /// <summary>A size of an output; null where it is not known.</summary>
    public int? Measure(PlacedOutput output, string size) => output.Index == PlacedOutput.Unknown ? null : _shapes.Measure(output.Index, size);

    /// <summary>The layers' declarations.</summary>
    /// <param name="running">The running output behind the last one.</param>
    public EquatableArray<LayerDeclaration> Declarations(PlacedOutput running)
    {
        List<LayerDeclaration> declarations = _layers.Select(static layer => layer.Declaration).ToList();
        if (declarations.Count > 0 && running.Index != Last)
        {
            declarations[declarations.Count - 1] = declarations[declarations.Count - 1] with { RunningAfter = running.Index };
        }

        return declarations.ToEquatableArray();
    }
}
