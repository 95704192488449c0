using System.Threading;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Takes the blocks of each network apart once, for all who ask for it: the parser at every edit anywhere, the binding, the stubs.</summary>
internal static class ExpandedNetworks
{
    private static readonly Memo<NetworkDeclaration, ExpandedNetwork> Remembered = new(
        static declaration => BlockExpander.Expand(declaration), static network => network.Layers.Count + 1, BoundNetworks.MostLayers);

    /// <summary>How many networks have been taken apart, for a test that none is twice.</summary>
    internal static long Count => Remembered.Computed;

    /// <summary>The network of a declaration.</summary>
    public static ExpandedNetwork Of(NetworkDeclaration declaration, CancellationToken cancellation = default) =>
        BlockExpander.IsPlain(declaration) ? BlockExpander.Expand(declaration, cancellation) : Remembered.Get(declaration, wanted => BlockExpander.Expand(wanted, cancellation));
}
