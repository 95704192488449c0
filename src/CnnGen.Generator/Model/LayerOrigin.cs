using System;
using System.Linq;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Model;

/// <summary>Where a layer comes from that a block or a repetition has made.</summary>
/// <param name="Use">The layer of the network that made it, by its place there.</param>
/// <param name="Inside">Where in the blocks it stands, outermost first; none where it is a repetition of the layer itself.</param>
/// <param name="Sources">Its arguments that are an argument of the use's, as it was typed.</param>
internal sealed record LayerOrigin(int Use, EquatableArray<InnerPlace> Inside, EquatableArray<ArgumentSource> Sources) : IEquatable<LayerOrigin>;

/// <summary>A layer in a block's body.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Block">The block, as messages call it; null for text on the network itself.</param>
/// <param name="Text">The layer as it is written there.</param>
internal sealed record InnerPlace(BodyPlace Place, string? Block, string Text) : IEquatable<InnerPlace>;

/// <summary>An argument in a block that is one of the use's.</summary>
/// <param name="Parameter">The parameter of the layer in the block.</param>
/// <param name="Used">The parameter of the use.</param>
internal sealed record ArgumentSource(string Parameter, string Used) : IEquatable<ArgumentSource>;

/// <summary>A layer's places in the blocks around it.</summary>
internal static class InnerPlaces
{
    /// <summary>What a message tells of them, behind it; nothing of text on the network itself.</summary>
    public static string Told(this EquatableArray<InnerPlace> inside) =>
        string.Concat(inside.Where(static place => place.Block is not null).Select(static place => $"; in {place.Block}: {place.Text}"));

    /// <summary>Where they are.</summary>
    public static EquatableArray<BodyPlace> Places(this EquatableArray<InnerPlace> inside) => inside.Select(static place => place.Place).ToEquatableArray();
}
