using System;
using System.ComponentModel;

namespace CnnGen;

/// <summary>
/// Written by the generator into an assembly that declares blocks: the value that a block's property has unless it is set, a constant of the
/// block's, or the block that its text means by a name, for networks of other assemblies. It is not for use by hand.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockValueAttribute : Attribute
{
    /// <summary>Records a value.</summary>
    /// <param name="block">The block's full name.</param>
    /// <param name="name">The property's or constant's name, or one in the block's text.</param>
    /// <param name="value">Its value; of a name in the text the type that it means.</param>
    public BlockValueAttribute(string block, string name, object? value)
    {
        Block = block;
        Name = name;
        Value = value;
    }

    /// <summary>The block's full name.</summary>
    public string Block { get; }

    /// <summary>The property's or constant's name, or one in the block's text.</summary>
    public string Name { get; }

    /// <summary>Its value.</summary>
    public object? Value { get; }
}
