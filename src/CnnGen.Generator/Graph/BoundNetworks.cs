using System.Threading;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>A declaration bound: its graph, or its errors.</summary>
/// <param name="Graph">The network; null where there are errors.</param>
/// <param name="Errors">What is wrong.</param>
/// <param name="Expanded">Its layers.</param>
internal sealed record BoundNetwork(NetworkGraph? Graph, EquatableArray<LayerError> Errors, ExpandedNetwork Expanded);

/// <summary>Binds each network once, for all who ask for it: the parser that reports its errors, the emitter that writes it, the advice.</summary>
internal static class BoundNetworks
{
    /// <summary>What is remembered, in layers: some hundred networks, about 20 MB, and as much again that was not asked for lately.</summary>
    public const long MostLayers = 10_000;

    private static readonly Memo<NetworkDeclaration, BoundNetwork> Remembered = new(
        declaration => Bind(declaration, default), network => network.Expanded.Layers.Count + 1, MostLayers);

    /// <summary>How many networks have been bound, for a test that none is bound twice.</summary>
    internal static long Count => Remembered.Computed;

    /// <summary>The network of a declaration.</summary>
    public static BoundNetwork Of(NetworkDeclaration declaration, CancellationToken cancellation = default) =>
        Remembered.Get(declaration, wanted => Bind(wanted, cancellation));

    private static BoundNetwork Bind(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        ErrorList errors = new();
        ExpandedNetwork expanded = ExpandedNetworks.Of(declaration, cancellation);
        NetworkGraph? graph = GraphBuilder.Build(expanded, errors, cancellation);
        return new BoundNetwork(graph, errors.Errors.ToEquatableArray(), expanded);
    }
}
