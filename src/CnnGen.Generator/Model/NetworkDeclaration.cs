using System;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Model;

/// <summary>What a network's layers follow from, all of it as typed: equal declarations are the same network.</summary>
/// <param name="InputSizes">Channels first.</param>
/// <param name="Layers">In source order, blocks among them.</param>
/// <param name="Fit">The fit of layers that do not say otherwise.</param>
internal sealed record NetworkDeclaration(EquatableArray<int> InputSizes, EquatableArray<LayerDeclaration> Layers, FitMode Fit) : IEquatable<NetworkDeclaration>
{
    /// <summary>The blocks that there are in it.</summary>
    public EquatableArray<BlockDefinition> Blocks { get; init; }
}
