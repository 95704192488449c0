using System;

namespace CnnGen;

/// <summary>
/// Layers as text: what would stand between the brackets of an attribute list, with expressions where C# wants constants.
/// In single quotes or in double ones, text is text.
/// </summary>
/// <remarks>
/// Names are the block's parameters, properties and constants; <c>input</c>, what the block is given, with <c>input.channels</c>,
/// <c>input.height</c>, <c>input.width</c> and <c>input.depth</c>; and <c>index</c>, the repetition from 0. <c>a ? b : c</c> chooses, of layers too.
/// </remarks>
/// <example><code>[Layers("Conv(4 * filters, 1, Bias = false), BatchNorm, hardSwish ? HardSwish : ReLU")]</code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayersAttribute : Attribute
{
    /// <summary>Declares layers.</summary>
    /// <param name="layers">The layers, with commas between them.</param>
    public LayersAttribute(string layers) => Layers = layers;

    /// <summary>The layers' text.</summary>
    public string Layers { get; }

    /// <summary>The condition on which there are these layers, as text; they are always there unless it is set.</summary>
    public string? When { get; set; }
}

/// <summary>
/// A branch: layers as text that begin at the running output and leave it as it is. The branch's name is that of its last output, and its
/// layers' names begin with it: <c>shortcut.conv1.weight</c>.
/// </summary>
/// <remarks>A branch whose condition does not hold has no layers: its name is that of the running output it would have begun at.</remarks>
/// <example>
/// <code>
/// [Branch("shortcut", "Conv(filters, 1, Stride = Stride, Bias = false), BatchNorm", When = "Stride &gt; 1 || input.channels != filters")]
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BranchAttribute : Attribute
{
    /// <summary>Declares a branch.</summary>
    /// <param name="name">The branch's name.</param>
    /// <param name="layers">The layers, with commas between them, as in <see cref="LayersAttribute"/>.</param>
    public BranchAttribute(string name, string layers)
    {
        Name = name;
        Layers = layers;
    }

    /// <summary>The branch's name.</summary>
    public string Name { get; }

    /// <summary>The layers' text.</summary>
    public string Layers { get; }

    /// <summary>The condition on which the branch has its layers, as text; it always has them unless it is set.</summary>
    public string? When { get; set; }
}
