using System.Collections.Generic;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Folding;

/// <summary>A node all of whose inputs the file decides.</summary>
/// <param name="Node">The node.</param>
/// <param name="Inputs">Its inputs; null of those that are left out.</param>
internal sealed record FoldedNode(OnnxNode Node, IReadOnlyList<Constant?> Inputs)
{
    public Constant Input(int place) => Optional(place) ?? throw new ImportException($"input {place} is missing");

    public Constant? Optional(int place) => place < Inputs.Count ? Inputs[place] : null;

    /// <summary>Whole numbers that early versions have as an attribute and later ones as an input.</summary>
    public int[]? Integers(string attribute, int place) => Node.Integers(attribute) ?? Optional(place)?.Sizes;
}
