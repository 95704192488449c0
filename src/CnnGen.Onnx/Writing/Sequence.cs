using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Writing;

/// <summary>A layer in its place: the running output is the layer's in front of it, and everything else it takes it names.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="From">What it takes in place of the running output; null where it takes that.</param>
/// <param name="Joined">What a join names.</param>
/// <param name="IsRunningFirst">Whether the running output comes before what is named.</param>
internal sealed record Step(Layer Layer, Layer? From, IReadOnlyList<Layer> Joined, bool IsRunningFirst)
{
    /// <summary>Everything that is named.</summary>
    public IEnumerable<Layer> Named => From is null ? Joined : Joined.Append(From);
}

/// <summary>The layers one behind the other, as attributes have them.</summary>
internal static class Sequence
{
    // The order of their operands makes a difference.
    private static readonly string[] Ordered = ["Concat", "Subtract"];

    public static IReadOnlyList<Step> Of(LayerGraph graph)
    {
        List<Step> steps = [];
        Layer running = graph.Input;
        foreach (Layer layer in graph.Layers)
        {
            steps.Add(layer.Inputs.Count == 1 ? new(layer, layer.Inputs[0] == running ? null : layer.Inputs[0], [], false) : Join(layer, running));
            running = layer;
        }

        return steps;
    }

    private static Step Join(Layer join, Layer running)
    {
        List<Layer> inputs = join.Inputs;
        bool isLast = inputs[^1] == running;
        if (Ordered.Contains(join.Kind))
        {
            bool isFirst = !isLast && inputs[0] == running;
            return isFirst ? new(join, null, inputs[1..], true) : new(join, isLast ? null : inputs[^1], inputs[..^1], false);
        }

        int place = inputs.LastIndexOf(running);
        Layer? from = place < 0 ? inputs[^1] : null;
        int taken = place < 0 ? inputs.Count - 1 : place;
        return new(join, from, [.. inputs.Where((_, i) => i != taken)], false);
    }
}
