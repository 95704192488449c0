using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN108: a name that no layer asks for, on a layer that has no parameters to save under it.</summary>
internal static class UnusedNameRule
{
    private const string Id = "CNN108";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network)
    {
        HashSet<string> used = new(network.Layers.SelectMany(Names), StringComparer.Ordinal);
        foreach (Node node in network.Graph.Nodes)
        {
            LayerDeclaration layer = network.Layers[node.Id];

            // Of an output that nothing reads CNN103 says more; the network's own output is the user's to call what they like.
            bool isRead = network.Graph.Consumers(node.Id).Any();
            if (layer.FindText("Name") is { } name && node.ParameterCount == 0 && isRead && !used.Contains(name))
            {
                yield return new LayerError(
                    Id, node.Id, "Name", $"no From, Add or Concat asks for '{name}', and {layer.Kind} has no parameters to save under the name")
                {
                    Related = node.Inputs.ToEquatableArray(),
                    Suggestions = CanRemove(network, node.Id) ? new[] { new Suggestion(Suggestion.RemoveArgument, "Name") }.ToEquatableArray() : default,
                };
            }
        }
    }

    private static IEnumerable<string> Names(LayerDeclaration layer) =>
        layer.FindText("From") is { } from ? layer.FindTexts("names").Concat([from]) : layer.FindTexts("names");

    // Another layer may have taken the name that this one has by default.
    private static bool CanRemove(DeclaredNetwork network, int unused) =>
        network.With(network.Layers.Select((layer, index) => index == unused ? layer.Without("Name") : layer)) is not null;
}
