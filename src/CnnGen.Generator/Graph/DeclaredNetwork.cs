using System.Collections.Generic;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>Declarations without errors, and the graph that they make.</summary>
/// <param name="InputSizes">Channels first.</param>
/// <param name="Layers">In source order: a node's place among the graph's nodes is its layer's here.</param>
/// <param name="Fit">The fit of layers that do not say otherwise.</param>
/// <param name="Graph">The network.</param>
internal sealed record DeclaredNetwork(EquatableArray<int> InputSizes, EquatableArray<LayerDeclaration> Layers, FitMode Fit, NetworkGraph Graph)
{
    /// <summary>The network of the declarations, or null where they have errors.</summary>
    public static DeclaredNetwork? Build(EquatableArray<int> inputSizes, EquatableArray<LayerDeclaration> layers, FitMode fit) =>
        GraphBuilder.Build(inputSizes, layers, fit, new ErrorList()) is { } graph ? new DeclaredNetwork(inputSizes, layers, fit, graph) : null;

    /// <summary>The same network with other layers, or null where they have errors.</summary>
    public DeclaredNetwork? With(IEnumerable<LayerDeclaration> layers) => Build(InputSizes, layers.ToEquatableArray(), Fit);
}
