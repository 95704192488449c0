using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Dropout;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>CNN104: behind the last layer Dropout takes away from what the loss is computed of, and regularizes nothing.</summary>
internal static class LastDropoutRule
{
    private const string Id = "CNN104";

    public static IEnumerable<LayerError> Check(DeclaredNetwork network)
    {
        if (network.Graph.Nodes.LastOrDefault() is { Layer: DropoutLayer dropout } last)
        {
            yield return new LayerError(
                Id,
                last.Id,
                null,
                FormattableString.Invariant($"Dropout is the last layer: in training it sets {100 * dropout.Rate:0.##} % of the {last.Output.Elements} outputs to 0 before the loss sees them"))
            {
                Related = last.Inputs.ToEquatableArray(),
                Suggestions = Removals.OfLast(network, Suggestion.This),
            };
        }
    }
}
