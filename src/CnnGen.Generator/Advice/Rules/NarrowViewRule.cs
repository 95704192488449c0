using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Linear;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN106: the elements that the first Linear takes see less than half of the input, so the features are small.</summary>
internal static class NarrowViewRule
{
    private const string Id = "CNN106";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network)
    {
        NetworkGraph graph = network.Graph;
        if (graph.Nodes.FirstOrDefault(node => node.Layer is LinearLayer) is not { } linear
            || !MovesWindow(graph, linear.Inputs[0]) || graph.Nodes[linear.Inputs[0]].ReceptiveField is not { } field)
        {
            yield break;
        }

        List<string> narrow = Narrow(field, graph.Input).ToList();
        if (narrow.Count > 0)
        {
            yield return new LayerError(
                Id,
                linear.Id,
                null,
                $"an element of the {linear.Input} that {linear.Name} takes sees {Wording.And(narrow)}, less than half; more layers, larger strides or pooling in front widen its receptive field")
            {
                Related = linear.Inputs.ToEquatableArray(),
            };
        }
    }

    /// <summary>Whether an output comes from a window at all: in a perceptron every receptive field is one element.</summary>
    private static bool MovesWindow(NetworkGraph graph, int id)
    {
        // Each layer once, however many ways lead to it.
        HashSet<int> reached = [id];
        foreach (Node node in graph.Nodes.Take(id + 1).Reverse().Where(node => reached.Contains(node.Id)))
        {
            if (node.Layer.Window is not null || node.Layer.ReachOn(node.Input) != PerAxis.Of(AxisReach.Own))
            {
                return true;
            }

            reached.UnionWith(node.Inputs);
        }

        return false;
    }

    /// <summary>The axes of which less than half is seen; those of one size that see as much are one.</summary>
    private static IEnumerable<string> Narrow(ReceptiveField field, TensorShape input) => field.Of(input)
        .Zip(input.Sizes.Skip(1), (view, size) => (Seen: view.Size, Size: size))
        .Zip(AxisName.Of(input), (axis, name) => (axis.Seen, axis.Size, name.Plural))
        .Where(axis => 2L * axis.Seen < axis.Size)
        .GroupBy(axis => (axis.Seen, axis.Size), axis => axis.Plural)
        .Select(axes => FormattableString.Invariant($"{axes.Key.Seen} of the input's {axes.Key.Size} {Wording.And(axes)}"));
}
