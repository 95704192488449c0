using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN101: a bias right before BatchNorm or InstanceNorm is wasted, which take the mean off again.</summary>
/// <remarks>
/// Directly behind the layer only: what lies between may make another value of the bias. Not where the output is also the network's, or
/// goes elsewhere, since the bias counts there. A Linear layer's features are the normalisation's channels, so the same holds for it.
/// </remarks>
internal static class BiasUnderNormRule
{
    private const string Id = "CNN101";
    private const string Parameter = "Bias";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network)
    {
        foreach (Node node in network.Graph.Nodes.Where(static node => node.Layer.IsLinearMap))
        {
            List<Node> readers = network.Graph.Consumers(node.Id).ToList();
            if (node.Parameters.FirstOrDefault(parameter => parameter.Suffix == "bias") is { } bias && readers.Count == 1 && readers[0] is { Layer.TakesOffMeans: true } norm)
            {
                yield return new LayerError(
                    Id,
                    node.Id,
                    Parameter,
                    $"the bias of {node.Name} is wasted: {norm.Name} takes the mean of each channel off again, and its {Wording.Number(bias.Shape.Elements)} parameters change nothing; Bias = false leaves them out")
                {
                    Related = new[] { norm.Id }.ToEquatableArray(),
                    Suggestions = new[] { new Suggestion(Parameter, "false") }.ToEquatableArray(),
                };
            }
        }
    }
}
