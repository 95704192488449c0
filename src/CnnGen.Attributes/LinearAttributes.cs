namespace CnnGen;

/// <summary>A fully connected layer over the whole volume, flattened in the order channels, height, width: weights (features, inputs).</summary>
/// <example><code>[Linear(10)]</code></example>
public sealed class LinearAttribute : LayerAttribute
{
    /// <summary>Declares a fully connected layer.</summary>
    /// <param name="features">The number of outputs.</param>
    public LinearAttribute(int features) => Features = features;

    /// <summary>The number of outputs.</summary>
    public int Features { get; }

    /// <summary>Whether each output adds a constant; true unless set.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// How precisely Forward reads the weights; the network's <see cref="NetworkAttribute.Weights"/> unless set. Training, Save and Parameters have
    /// them as they are.
    /// </summary>
    public Precision Weights { get; set; } = Precision.Single;
}

/// <summary>Lays a volume out as one vector, in the order channels, height, width. Optional before <see cref="LinearAttribute"/>.</summary>
public sealed class FlattenAttribute : LayerAttribute
{
}
