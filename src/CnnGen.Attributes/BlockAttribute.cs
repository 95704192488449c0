using System;

namespace CnnGen;

/// <summary>
/// A layer made of layers. A class that derives from it carries its body as attributes, in source order: layers with constant arguments as they
/// stand on a network, layers that depend on the block's parameters as text (<see cref="LayersAttribute"/>), and branches
/// (<see cref="BranchAttribute"/>). It is then used as any layer, in networks and in other blocks.
/// </summary>
/// <remarks>
/// The constructor's parameters, the properties and the constants of the class are the names that the text may compute with. In the body
/// <see cref="Tensor.Input"/> is what the block is given. The names of the layers in it begin with the block's name:
/// <c>basicblock1.conv1.weight</c>, unless <see cref="PrefixAttribute"/> says otherwise. docs/blocks.md has the whole notation.
/// </remarks>
/// <example>
/// <code>
/// [Layers("Conv(filters, 3, Stride = Stride, Pad = 1, Bias = false), BatchNorm, ReLU")]
/// [Layers("Conv(filters, 3, Pad = 1, Bias = false), BatchNorm")]
/// [Add(Tensor.Input), ReLU]
/// public sealed class BasicBlockAttribute(int filters) : BlockAttribute
/// {
///     /// &lt;summary&gt;The first convolution's stride.&lt;/summary&gt;
///     public int Stride { get; set; } = 1;
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class BlockAttribute : LayerAttribute
{
}
