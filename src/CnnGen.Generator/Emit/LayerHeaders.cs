using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Emit;

/// <summary>The comments above the calls of a program: every layer of the class has its line, those too that are part of another's call or of none.</summary>
internal sealed class LayerHeaders
{
    private const string Backward = ", backward";

    private readonly IReadOnlyList<Node> _nodes;
    private readonly Dictionary<int, string> _forward;

    public LayerHeaders(LoweredNetwork network, Program program)
    {
        _nodes = network.Graph.Nodes;
        _forward = WriteForward(network, program.Forward);
    }

    /// <summary>The headers of one pass in their order: a layer's in full, with those behind it that have no call of their own, and its name where it goes on; null for the network's edges.</summary>
    public Func<int, string?> Of(bool isBackward)
    {
        HashSet<int> told = [];
        return node => node == Operation.NetworkEdge ? null
            : !told.Add(node) ? $"// {_nodes[node].Name}{(isBackward ? Backward : "")}"
            : isBackward ? $"// {_nodes[node].Name}{Backward}: {_nodes[node]}"
            : _forward.TryGetValue(node, out string header) ? header : null;
    }

    private static Dictionary<int, string> WriteForward(LoweredNetwork network, IEnumerable<Operation> operations)
    {
        ILookup<int, PlacedParameter> parameters = network.Parameters.ToLookup(static parameter => parameter.Node.Id);
        Dictionary<int, int> hosts = [];
        HashSet<int> called = [];
        foreach (Operation operation in operations)
        {
            called.Add(operation.Node);
            foreach (int fused in operation.Fused)
            {
                hosts[fused] = operation.Node;
            }
        }

        Dictionary<int, string> headers = [];
        List<string> ahead = [];
        int? current = null;
        foreach (Node node in network.Graph.Nodes)
        {
            if (called.Contains(node.Id))
            {
                current = node.Id;
                headers[node.Id] = string.Join("\n", [.. ahead, Write(node, parameters[node.Id])]);
                ahead.Clear();
                continue;
            }

            // A layer that another computes, behind it or before; or one that only names what is there already, as Flatten does, or Dropout in inference.
            bool isFused = hosts.TryGetValue(node.Id, out int host);
            string line = isFused ? $"// {node.Name}: in {network.Graph.Nodes[host].Name}" : $"// {node.Name}: {node}; nothing to compute";
            if ((isFused ? host : current) is { } above && headers.TryGetValue(above, out string header))
            {
                headers[above] = header + "\n" + line;
            }
            else
            {
                ahead.Add(line);
            }
        }

        return headers;
    }

    private static string Write(Node node, IEnumerable<PlacedParameter> parameters)
    {
        string cost = node.MultiplyAdds == 0 ? "" : $"; {Wording.Number(node.MultiplyAdds)} multiply-adds";
        string weights = string.Join(", ", parameters
            .Select(static parameter => $"{parameter.Spec.Suffix} [{string.Join(", ", parameter.Spec.Shape.Sizes)}] at {Wording.Number(parameter.Offset)}"));
        return $"// {node.Name}: {node}{cost}{(weights.Length == 0 ? "" : "; " + weights)}";
    }
}
