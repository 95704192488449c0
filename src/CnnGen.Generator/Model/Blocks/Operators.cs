using System.Collections.Generic;

namespace CnnGen.Generator.Model.Blocks;

/// <summary>The operators of a block's text, which mean what they mean in C#.</summary>
internal static class Operators
{
    public static readonly HashSet<string> Arithmetic = ["+", "-", "*", "/", "%"];

    public static readonly HashSet<string> Order = ["<", "<=", ">", ">="];

    public static readonly HashSet<string> Equality = ["==", "!="];

    public static readonly HashSet<string> Logic = ["&&", "||"];

    /// <summary>Those of two operands.</summary>
    public static readonly HashSet<string> Binary = [.. Arithmetic, .. Order, .. Equality, .. Logic];
}
