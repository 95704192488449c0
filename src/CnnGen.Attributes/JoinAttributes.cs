namespace CnnGen;

/// <summary>Adds named outputs to the running output, element by element: y = x1 + x2 + ...</summary>
/// <remarks>
/// All have one shape; one of (channels, 1, 1), or a vector of as many features, goes with every element of its channels.
/// </remarks>
/// <example><code>[Conv(64, 3, Pad = 1), Add("skip"), ReLU]</code></example>
public sealed class AddAttribute : LayerAttribute
{
    /// <summary>Adds to the running output.</summary>
    /// <param name="names">The names of earlier outputs, or <see cref="Tensor.Input"/>; at least one.</param>
    public AddAttribute(params string[] names) => Names = names;

    /// <summary>The names of the outputs that are added to the running one.</summary>
    public string[] Names { get; }
}

/// <summary>Takes the running output from a named one, element by element: named - running, in the order of <see cref="ConcatAttribute"/>.</summary>
/// <remarks>
/// With <c>Order = ConcatOrder.RunningFirst</c> it is running - named. Both have one shape; one of (channels, 1, 1), or a vector of as many features,
/// goes with every element of its channels.
/// </remarks>
/// <example><code>[Subtract("target")]</code></example>
public sealed class SubtractAttribute : LayerAttribute
{
    /// <summary>Joins with the running output.</summary>
    /// <param name="names">The name of one earlier output, or <see cref="Tensor.Input"/>.</param>
    public SubtractAttribute(params string[] names) => Names = names;

    /// <summary>The name of the output that the running one is taken from.</summary>
    public string[] Names { get; }

    /// <summary>Which of the two is taken from the other; the running one unless set.</summary>
    public ConcatOrder Order { get; set; } = ConcatOrder.NamedFirst;
}

/// <summary>Multiplies the running output by named ones, element by element: y = x1 * x2 * ...</summary>
/// <remarks>
/// All have one shape; one of (channels, 1, 1), or a vector of as many features, goes with every element of its channels: the gates of Hu, Shen and
/// Sun 2017, "Squeeze-and-Excitation Networks".
/// </remarks>
/// <example><code>[GlobalAvgPool, Linear(4), ReLU, Linear(64), Sigmoid, Multiply("features")]</code></example>
public sealed class MultiplyAttribute : LayerAttribute
{
    /// <summary>Multiplies the running output.</summary>
    /// <param name="names">The names of earlier outputs, or <see cref="Tensor.Input"/>; at least one.</param>
    public MultiplyAttribute(params string[] names) => Names = names;

    /// <summary>The names of the outputs that the running one is multiplied by.</summary>
    public string[] Names { get; }
}

/// <summary>The largest of the running output and named ones, element by element: y = max(x1, x2, ...).</summary>
/// <remarks>
/// All have one shape; one of (channels, 1, 1), or a vector of as many features, goes with every element of its channels. The gradient goes to the
/// larger of two, and half of it to each where they are equal, as that of PyTorch's maximum.
/// </remarks>
/// <example><code>[Conv(64, 3, Pad = 1), Max("piece")]</code></example>
public sealed class MaxAttribute : LayerAttribute
{
    /// <summary>Joins with the running output.</summary>
    /// <param name="names">The names of earlier outputs, or <see cref="Tensor.Input"/>; at least one.</param>
    public MaxAttribute(params string[] names) => Names = names;

    /// <summary>The names of the outputs that are compared with the running one.</summary>
    public string[] Names { get; }
}

/// <summary>The mean of the running output and named ones, element by element: y = (x1 + x2 + ...) / n.</summary>
/// <remarks>All have one shape; one of (channels, 1, 1), or a vector of as many features, goes with every element of its channels.</remarks>
/// <example><code>[Conv(64, 3, Pad = 1), Average("branch1", "branch2")]</code></example>
public sealed class AverageAttribute : LayerAttribute
{
    /// <summary>Joins with the running output.</summary>
    /// <param name="names">The names of earlier outputs, or <see cref="Tensor.Input"/>; at least one.</param>
    public AverageAttribute(params string[] names) => Names = names;

    /// <summary>The names of the outputs that count beside the running one.</summary>
    public string[] Names { get; }
}

/// <summary>Lays named outputs and the running output side by side along the channels. All have the same spatial sizes.</summary>
public sealed class ConcatAttribute : LayerAttribute
{
    /// <summary>Joins with the running output.</summary>
    /// <param name="names">The names of earlier outputs, or <see cref="Tensor.Input"/>, in their order; at least one.</param>
    public ConcatAttribute(params string[] names) => Names = names;

    /// <summary>The names of the outputs that are joined with the running one.</summary>
    public string[] Names { get; }

    /// <summary>Where the running output's channels come; behind the named ones' unless set.</summary>
    public ConcatOrder Order { get; set; } = ConcatOrder.NamedFirst;
}

/// <summary>Where the running output comes in a <see cref="ConcatAttribute"/> or a <see cref="SubtractAttribute"/>.</summary>
public enum ConcatOrder
{
    /// <summary>The named outputs in the order of their names, then the running output.</summary>
    NamedFirst,

    /// <summary>The running output, then the named ones in the order of their names.</summary>
    RunningFirst,
}

/// <summary>Names of tensors that no layer has.</summary>
/// <remarks>
/// System.Numerics.Tensors has a class of this name. A file that is using both namespaces says which one is meant:
/// <c>using Tensor = System.Numerics.Tensors.Tensor;</c>, and <c>CnnGen.Tensor.Input</c> in its networks.
/// </remarks>
public static class Tensor
{
    /// <summary>The network's input, for <see cref="LayerAttribute.From"/> and the joining layers.</summary>
    public const string Input = "<input>";
}
