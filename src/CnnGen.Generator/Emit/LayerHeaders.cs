using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>The comments that stand above the layers' calls, the same in every program at every vector width.</summary>
internal sealed class LayerHeaders(LoweredNetwork network)
{
    private readonly Dictionary<int, string> _headers = Write(network);

    /// <summary>A layer's header; null for the network's edges.</summary>
    public string? this[int node] => _headers.TryGetValue(node, out string header) ? header : null;

    private static Dictionary<int, string> Write(LoweredNetwork network)
    {
        ILookup<int, PlacedParameter> parameters = network.Parameters.ToLookup(parameter => parameter.Node.Id);
        return network.Graph.Nodes.ToDictionary(node => node.Id, node => Write(node, parameters[node.Id]));
    }

    private static string Write(Node node, IEnumerable<PlacedParameter> parameters)
    {
        string cost = node.MultiplyAdds == 0 ? "" : $"; {Wording.Number(node.MultiplyAdds)} multiply-adds";
        string weights = string.Join(", ", parameters
            .Select(parameter => $"{parameter.Spec.Suffix} [{string.Join(", ", parameter.Spec.Shape.Sizes)}] at {Wording.Number(parameter.Offset)}"));
        return $"// {node.Name}: {node}{cost}{(weights.Length == 0 ? "" : "; " + weights)}";
    }
}
