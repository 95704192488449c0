using System;

namespace CnnGen;

/// <summary>Names a value that a block's text computes with in several places. It may use the block's parameters and what other lines above it name.</summary>
/// <example><code>[Let("stride", "index == 0 ? Stride : 1")]</code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LetAttribute : Attribute
{
    /// <summary>Names a value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, as text.</param>
    public LetAttribute(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value's text.</summary>
    public string Value { get; }
}
