namespace CnnGen.Generator.Model.Blocks;

/// <summary>Text, which may be the name of an output.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Output">The output that it names where that has been decided: a block is given names from around it, not from within.</param>
internal sealed record TextValue(string Text, string? Output = null)
{
    /// <summary>A constant as text computes with it.</summary>
    public static object? Of(object? constant) => constant is string text ? new TextValue(text) : constant;
}

/// <summary>The texts that a block is given where it takes several.</summary>
internal sealed record TextList(EquatableArray<string> Texts, EquatableArray<string> Outputs);
