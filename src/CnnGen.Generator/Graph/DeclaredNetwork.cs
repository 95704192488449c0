using System.Collections.Generic;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>Declarations without errors, and the graph that they make.</summary>
/// <param name="Expanded">A node's place among the graph's nodes is its layer's here.</param>
/// <param name="Graph">The network.</param>
internal sealed record DeclaredNetwork(ExpandedNetwork Expanded, NetworkGraph Graph)
{
    /// <summary>In source order, blocks taken apart.</summary>
    public EquatableArray<LayerDeclaration> Layers => Expanded.Layers;

    /// <summary>The network of a declaration, or null where it has errors.</summary>
    public static DeclaredNetwork? Of(NetworkDeclaration declaration) =>
        BoundNetworks.Of(declaration) is { Graph: { } graph } bound ? new DeclaredNetwork(bound.Expanded, graph) : null;

    /// <summary>The same network with other layers, or null where they have errors.</summary>
    /// <remarks>Null also where it has blocks and would have another number of layers: names would be counted anew.</remarks>
    public DeclaredNetwork? With(IEnumerable<LayerDeclaration> layers)
    {
        EquatableArray<LayerDeclaration> changed = layers.ToEquatableArray();
        return Expanded.IsPlain || changed.Count == Layers.Count ? Of(Expanded.Declared with { Layers = changed, Blocks = default }) : null;
    }
}
