using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Where a layer stands.</summary>
/// <param name="Use">The layer of the network that it comes from.</param>
/// <param name="Scope">Where its name is counted.</param>
internal sealed record BlockSurroundings(int Use, NameScope Scope)
{
    /// <summary>The block whose body it is in; null on the network itself.</summary>
    public BlockDefinition? Block { get; init; }

    /// <summary>What the block's text computes with, by name.</summary>
    public Dictionary<string, BlockValue> Values { get; init; } = [];

    /// <summary>Which of the blocks with its prefix it is, from 1, where a prefix asks for that.</summary>
    public int? Number { get; init; }

    /// <summary>What the block is given.</summary>
    public PlacedOutput Input { get; init; } = PlacedOutput.NetworkInput;

    /// <summary>Whether a block around it is not trained.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>The first layer of the outermost block around it that is computed again in the backward pass; null where none is.</summary>
    public int? RecomputedFrom { get; init; }

    /// <summary>Its places in the blocks around it, outermost first.</summary>
    public EquatableArray<InnerPlace> Inside { get; init; }

    /// <summary>The same at a layer with constant arguments.</summary>
    public BlockSurroundings At(BodyLine line, string text) => At(new BodyPlace(Block!.Kind, line.Place, null, default), text);

    /// <summary>The same at a stretch of a text.</summary>
    public BlockSurroundings At(BodyText text, TextRange range) => At(new BodyPlace(Block!.Kind, text.Line, text.Parameter, range), text.Of(range));

    /// <summary>The same with a value more, or another one.</summary>
    public BlockSurroundings With(string name, BlockValue value) => this with { Values = new Dictionary<string, BlockValue>(Values) { [name] = value } };

    /// <summary>What is wrong here, said of the use that it comes from.</summary>
    /// <param name="id">The diagnostic.</param>
    /// <param name="source">The argument of the network's own layer that is wrong; null where it is not simply one.</param>
    /// <param name="message">One sentence without a final period.</param>
    public LayerError ErrorOf(string id, string? source, string message) => new(id, Use, source, message + Inside.Told()) { Inside = Inside.Places() };

    // A stretch within the layer takes the layer's place.
    private BlockSurroundings At(BodyPlace place, string text)
    {
        InnerPlace inner = new(place, Block!.IsAnonymous ? null : Block.Name, text);
        return this with { Inside = Inside.Where(one => one.Place.Block != place.Block).Concat([inner]).ToEquatableArray() };
    }
}
