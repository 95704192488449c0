using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN103: an output that no layer reads and that is not the network's costs time and gives nothing.</summary>
internal static class DeadBranchRule
{
    private const string Id = "CNN103";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network) => network.Graph.Nodes
        .Where(node => !network.Graph.IsOutput(node.Id) && !network.Graph.Consumers(node.Id).Any())
        .Select(node => new LayerError(Id, node.Id, "Name", $"no layer reads the output {node.Output} of {node.Name}{Cost(node)}")
        {
            Related = node.Inputs.ToEquatableArray(),
        });

    private static string Cost(Node node)
    {
        string[] costs = [.. Count(node.ParameterCount, "parameters"), .. Count(node.MultiplyAdds, "multiply-adds a sample")];
        return costs.Length == 0 ? "" : $": its {string.Join(" and ", costs)} are in vain";
    }

    private static IEnumerable<string> Count(long number, string noun) =>
        number == 0 ? [] : [$"{Wording.Number(number)} {noun}"];
}
