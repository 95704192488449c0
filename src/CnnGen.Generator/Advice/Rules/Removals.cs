using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>Removing the last layer as a suggestion.</summary>
internal static class Removals
{
    /// <summary>The suggestion, where the layer in front of the last one would give the network's output without it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="place">Which of the diagnostic's places the last layer is.</param>
    public static EquatableArray<Suggestion> OfLast(DeclaredNetwork network, string place) =>
        network.Graph.Nodes.Last() is { Id: > 0 } last && last.Inputs[0] == last.Id - 1
            ? new[] { new Suggestion(Suggestion.Remove, place) }.ToEquatableArray()
            : default;
}
