using System;
using System.Collections.Generic;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>A network that computes an output of a case.</summary>
/// <param name="Declaration">Its attributes.</param>
/// <param name="Samples">The case's inputs as its samples.</param>
internal sealed record OnnxNetwork(string Declaration, float[] Samples)
{
    /// <summary>Its parameters by name: the case's, in the order of this library's where ONNX has another.</summary>
    public IReadOnlyDictionary<string, float[]> Parameters { get; init; } = new Dictionary<string, float[]>();

    /// <summary>Whether some parameters are no data of the case.</summary>
    public bool HasPreparedWeights { get; private init; }

    /// <summary>Which of the case's outputs it computes.</summary>
    public int Output { get; init; }

    /// <summary>Whether the samples are a batch of a training graph.</summary>
    public bool IsTraining { get; init; }

    /// <summary>The parameter that is the output once the batch has gone through; null where the network's own output is.</summary>
    public string? Updated { get; init; }

    /// <summary>A network of some layers over the case's first input, whose first axis is the batch's.</summary>
    public static OnnxNetwork Of(OnnxCase recorded, string layers) => Of(SampleView.Batch(recorded.X.Shape), recorded.X, layers);

    /// <summary>A network of some layers over one tensor.</summary>
    public static OnnxNetwork Of(SampleView view, OnnxTensor tensor, string layers) => new($"{view.Input} [{layers}]", tensor.Values);

    /// <summary>The same network with a layer's parameters, which say what the operator does and are no data of the case.</summary>
    public OnnxNetwork WithPrepared(string layer, params (string Name, float[] Values)[] parameters) =>
        With(layer, parameters) with { HasPreparedWeights = true };

    /// <summary>The same network with a layer's parameters, which the case gives.</summary>
    public OnnxNetwork With(string layer, params (string Name, float[] Values)[] parameters)
    {
        Dictionary<string, float[]> all = new(Parameters, StringComparer.Ordinal);
        foreach ((string name, float[] values) in parameters)
        {
            all.Add($"{layer}.{name}", values);
        }

        return this with { Parameters = all };
    }
}
