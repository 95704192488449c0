using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Lowering;

/// <summary>Lets a program hand over what every layer gives, and the gradient by it. What is fused is computed all the same: it has a reader more.</summary>
/// <param name="graph">The network.</param>
internal sealed class InspectLayers(NetworkGraph graph)
{
    /// <summary>The network without anything to train, so that no gradients by weights are computed, and without further outputs.</summary>
    public NetworkGraph Untrained { get; } = graph with
    {
        Nodes = graph.Nodes.Select(static node => node with { Frozen = true, RecomputedFrom = null }).ToList(),
        Marks = new OutputMarks(graph.Marks.Layer, []),
    };

    /// <summary>Hands over what the layer gives that has been lowered.</summary>
    public void Behind(ForwardBuilder forward) =>
        forward.Add(new Store(forward.Node.Id, forward.Values[forward.Node.Id], External.LayerOutputOf(forward.Node.Id)));

    /// <summary>Hands over the gradient by what a node gives, as its own and as that of the marks on it, which have the same.</summary>
    public void InFrontOf(int node, BackwardBuilder backward)
    {
        foreach (int layer in LayersOf(node))
        {
            backward.StoreGradient(node, External.LayerGradientOf(layer));
        }
    }

    /// <summary>The backward pass with all that the gradient by the input needs, which is always wanted.</summary>
    public Program ToInput(Program backward) =>
        backward with { Operations = backward.Operations.Select(static operation => operation with { OnlyForInputGradient = false }).ToList() };

    private IEnumerable<int> LayersOf(int node)
    {
        IEnumerable<int> marks = graph.Marks.Marks.Where(mark => mark.Layer == node).Select(static mark => mark.Mark);
        return node == Node.NetworkInput ? marks : marks.Append(node);
    }
}
