using System;
using System.ComponentModel;
using System.Linq;

namespace CnnGen.Runtime;

/// <summary>What a network computes of one sample, and the gradients of that, with what every layer gives. Generated code derives from it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InspectionGraph : TrainingGraph
{
    private readonly AlignedMemory _outputs;
    private readonly AlignedMemory _gradients;

    /// <summary>For generated code.</summary>
    /// <param name="weights">The weights that the graph reads.</param>
    /// <param name="inputLength">Elements of a sample.</param>
    /// <param name="info">The network's outputs and its table of layers.</param>
    /// <param name="sampleFloats">Floats that the graph keeps of the sample.</param>
    protected InspectionGraph(NetworkWeights weights, int inputLength, NetworkInfo info, int sampleFloats)
        : base(weights, 1, inputLength, info, sampleFloats, 0, hasGradients: false)
    {
        Mode = GraphMode.Evaluation;
        int floats = checked(info.Layers.Sum(LayerOutput.LengthOf));
        _outputs = new AlignedMemory(floats);
        _gradients = new AlignedMemory(floats);
    }

    /// <summary>The layers' outputs, in the order of the table of layers.</summary>
    internal ReadOnlySpan<float> OutputValues => _outputs.Span;

    /// <summary>The gradients by them; 0 where the network's output does not depend on a layer.</summary>
    internal ReadOnlySpan<float> OutputGradients => _gradients.Span;

    /// <summary>Where the forward pass puts the layers' outputs.</summary>
    protected ref float LayerOutputs => ref _outputs.Origin;

    /// <summary>Where the backward pass puts the gradients by them.</summary>
    protected ref float LayerGradients => ref _gradients.Origin;
}
