using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>Turns declarations into a graph whose shapes are all known.</summary>
internal static class GraphBuilder
{
    /// <summary>Checks every layer and builds the graph.</summary>
    /// <returns>The graph, or null where <paramref name="errors"/> has grown.</returns>
    public static NetworkGraph? Build(
        EquatableArray<int> inputSizes, EquatableArray<LayerDeclaration> layers, FitMode fit, ErrorList errors) => null;
}

internal sealed class NetworkGraph;
