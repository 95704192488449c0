using System;

namespace CnnGen.Generator.Model;

/// <summary>What a network's layers follow from, all of it as typed: equal declarations are the same network.</summary>
/// <param name="InputSizes">Channels first.</param>
/// <param name="Layers">In source order.</param>
/// <param name="Fit">The fit of layers that do not say otherwise.</param>
internal sealed record NetworkDeclaration(EquatableArray<int> InputSizes, EquatableArray<LayerDeclaration> Layers, FitMode Fit) : IEquatable<NetworkDeclaration>;
