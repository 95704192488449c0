using System;

namespace CnnGen.Generator.Model.Blocks;

/// <summary>Text, which may be the name of an output.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Output">The output that it names where that has been decided: a block is given names from around it, not from within.</param>
internal sealed record TextValue(string Text, string? Output = null) : IEquatable<TextValue>
{
    /// <summary>No text.</summary>
    public static readonly TextValue Null = new("") { IsNull = true };

    /// <summary>Whether it is null, which C# tells from empty text in comparisons alone.</summary>
    public bool IsNull { get; private init; }

    /// <summary>A constant as text computes with it.</summary>
    public static object? Of(object? constant) => constant is string text ? new TextValue(text) : constant;

    /// <summary>Whether two are the same text.</summary>
    public bool IsSame(TextValue other) => Text == other.Text && IsNull == other.IsNull;
}

/// <summary>The texts that a block is given where it takes several.</summary>
internal sealed record TextList(EquatableArray<TextItem> Items);

/// <summary>One of several texts.</summary>
/// <param name="Value">The text.</param>
/// <param name="Source">The argument of the network's own layer that it is, or null.</param>
internal sealed record TextItem(TextValue Value, string? Source) : IEquatable<TextItem>;
