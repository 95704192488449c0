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
    private readonly HashSet<string> _ends = new(StringComparer.Ordinal);
    private readonly OutputShapes _shapes;

    /// <summary>No layers yet.</summary>
    /// <param name="input">The network's input; null where that is not known.</param>
    /// <param name="fit">The fit of layers that do not say otherwise.</param>
    public PlacedLayers(TensorShape? input, FitMode fit) => _shapes = new OutputShapes(_layers, input, fit);

    /// <summary>The names on the network.</summary>
    public NameScope Network { get; } = new();

    public int Count => _layers.Count;

    /// <summary>The last layer that is no mark: what a layer without From takes.</summary>
    public int Last { get; private set; } = Node.NetworkInput;

    /// <summary>Adds a layer behind the others.</summary>
    /// <returns>Whether its name is free; that another layer of the network has it is said later.</returns>
    public bool Add(PlacedLayer layer)
    {
        int index = _layers.Count;
        bool isAnothers = Network.Has(layer.Name.Full) && !_ends.Contains(layer.Name.Full);
        bool isFree = isAnothers || !layer.Name.IsTaken;
        _layers.Add(layer);
        Last = layer.IsMark ? Last : index;
        layer.Name.Give(index);
        return isFree;
    }

    /// <summary>Gives the end of a block or of a branch its name.</summary>
    /// <returns>Whether nothing else has it.</returns>
    public bool AddEnd(ScopedName name, PlacedOutput end)
    {
        if (name.IsTaken)
        {
            return false;
        }

        if (end.Index != PlacedOutput.Unknown)
        {
            name.Give(end.Index);
            _ends.Add(name.Full);
        }

        return true;
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

        return text.Output == NameText.NetworkInput ? PlacedOutput.NetworkInput
            : (text.Output is { } decided ? Network.Find(decided) : around.Scope.Find(text.Text)) is { } index ? Output(index)
            : new PlacedOutput(PlacedOutput.Unknown, text.Output ?? UnknownName(text.Text, around));
    }

    // With a blank in it no layer outside the body can have it.
    private static string UnknownName(string name, BlockSurroundings around) => around.Scope.IsShared ? $"{name} in {around.Block!.Name}" : around.Scope.Given(name).Full;

    private PlacedOutput Output(int index) => index == Node.NetworkInput ? PlacedOutput.NetworkInput : new PlacedOutput(index, _layers[index].Name.Full);

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
