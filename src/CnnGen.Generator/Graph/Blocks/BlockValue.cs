using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>A value in a block's text.</summary>
/// <param name="Value">An int, a double, a bool, an <see cref="EnumValue"/>, a <see cref="TextValue"/> or a list of those.</param>
/// <param name="Source">The argument of the network's own layer that it is, as it was typed; null where it is not simply one.</param>
internal sealed record BlockValue(object Value, string? Source = null);

/// <summary>Text, which may be the name of an output.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Output">The output that it names where that has been decided: a block is given names from around it, not from within.</param>
internal sealed record TextValue(string Text, string? Output = null);

/// <summary>The texts that a block is given where it takes several.</summary>
internal sealed record TextList(EquatableArray<string> Texts, EquatableArray<string> Outputs);
