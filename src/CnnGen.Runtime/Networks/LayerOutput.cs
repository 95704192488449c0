using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>The output of a layer for the sample of the last <see cref="NetworkOutputs.Compute"/>, and the gradient by it.</summary>
public sealed class LayerOutput
{
    private readonly NetworkOutputs _outputs;
    private readonly int _offset;

    internal LayerOutput(NetworkOutputs outputs, LayerInfo layer, int offset)
    {
        _outputs = outputs;
        _offset = offset;
        Name = layer.Name;
        Shape = layer.OutputShape;
        Length = LengthOf(layer);
    }

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>Channels, then spatial sizes, in elements.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>What the layer gave: channels, then their rows. The next <see cref="NetworkOutputs.Compute"/> writes over it.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been computed.</exception>
    public ReadOnlySpan<float> Values => _outputs.AllValues.Slice(_offset, Length);

    /// <summary>The derivative of what <see cref="NetworkOutputs.Differentiate(int)"/> was asked for by each element; the next one writes over it.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been differentiated since the sample was computed.</exception>
    public ReadOnlySpan<float> Gradient => _outputs.AllGradients.Slice(_offset, Length);

    /// <summary>The layer and its output's shape.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";

    internal static int LengthOf(LayerInfo layer) => (int)(layer.ActivationBytes / sizeof(float));
}
