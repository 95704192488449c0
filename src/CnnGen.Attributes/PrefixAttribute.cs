using System;

namespace CnnGen;

/// <summary>
/// What the names of a block's layers begin with where its use gives it no name: text with expressions in braces, as in an interpolated string.
/// <c>number</c> counts, from 1, the blocks with this prefix around it, and <c>index</c> the repetitions, from 0.
/// </summary>
/// <remarks>
/// Unless set it is the block's name in small letters and its number: <c>basicblock1</c>. A repeated block has its repetition behind that,
/// <c>layer1.0</c>, unless the prefix says <c>index</c> itself. Of an empty prefix the layers are named as if they stood where the block stands.
/// </remarks>
/// <example><code>[Prefix("layer{number}")]</code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class PrefixAttribute : Attribute
{
    /// <summary>Sets the prefix.</summary>
    /// <param name="prefix">The text, without the dot that comes behind it.</param>
    public PrefixAttribute(string prefix) => Prefix = prefix;

    /// <summary>The text.</summary>
    public string Prefix { get; }
}
