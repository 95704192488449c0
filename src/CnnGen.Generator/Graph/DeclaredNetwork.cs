using System.Collections.Generic;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>Declarations without errors, and the graph that they make.</summary>
/// <param name="Declaration">A node's place among the graph's nodes is its layer's here.</param>
/// <param name="Graph">The network.</param>
internal sealed record DeclaredNetwork(NetworkDeclaration Declaration, NetworkGraph Graph)
{
    /// <summary>In source order.</summary>
    public EquatableArray<LayerDeclaration> Layers => Declaration.Layers;

    /// <summary>The network of a declaration, or null where it has errors.</summary>
    public static DeclaredNetwork? Of(NetworkDeclaration declaration) =>
        BoundNetworks.Of(declaration).Graph is { } graph ? new DeclaredNetwork(declaration, graph) : null;

    /// <summary>The same network with other layers, or null where they have errors.</summary>
    public DeclaredNetwork? With(IEnumerable<LayerDeclaration> layers) => Of(Declaration with { Layers = layers.ToEquatableArray() });
}
