using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Graph;

/// <summary>Finds the layers whose outputs go into a ReLU, directly or through joins and pooling: their weights begin with other values.</summary>
internal static class Rectifiers
{
    public static IReadOnlyList<Node> Initialize(IReadOnlyList<Node> nodes)
    {
        // From the last layer to the first: a node's readers are known when it is reached.
        HashSet<int> fed = [];
        foreach (Node node in nodes.Reverse())
        {
            bool passesOn = !node.Layer.IsActivation && (node.Parameters.Count == 0 || node.Layer.PassesRectifier) && fed.Contains(node.Id);
            if (node.Layer.IsRectifier || passesOn)
            {
                fed.UnionWith(node.Inputs);
            }
        }

        return nodes.Select(node => fed.Contains(node.Id) ? node with { Parameters = node.Layer.Parameters(node.Input, feedsRectifier: true) } : node).ToList();
    }
}
