namespace CnnGen;

/// <summary>
/// Marks a further output of the network: the running output, or the one that <see cref="LayerAttribute.From"/> names. Forward has an overload
/// with a span for each, and the training graph takes a gradient by each. The mark leaves the running output as it is.
/// </summary>
/// <remarks>
/// The network's own output is that of its last layer; a mark on it gives it its name. What a call does not ask for is not computed: the Forward
/// of two spans leaves out what marked outputs alone need, as torchvision leaves GoogLeNet's auxiliary heads out of inference.
/// </remarks>
/// <example><code>[Conv(16, 3, Pad = 1), ReLU(Name = "trunk"), Conv(4, 1), Output("boxes"), Conv(10, 1, From = "trunk"), Output("scores")]</code></example>
public sealed class OutputAttribute : LayerAttribute
{
    /// <summary>Marks an output.</summary>
    /// <param name="name">Its name, that of Forward's parameter: a C# identifier.</param>
    public OutputAttribute(string name) => OutputName = name;

    /// <summary>The output's name.</summary>
    public string OutputName { get; }
}
