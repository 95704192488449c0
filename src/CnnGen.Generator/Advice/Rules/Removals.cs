using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>Removing a layer as a suggestion.</summary>
internal static class Removals
{
    /// <summary>The suggestion, where every other layer would take what it takes now, or what the removed one took; none where not.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">The layer, which has one input and changes no shape.</param>
    /// <param name="place">Which of the diagnostic's places it is.</param>
    public static EquatableArray<Suggestion> Of(DeclaredNetwork network, int layer, string place) =>
        CanRemove(network, layer) ? new[] { new Suggestion(Suggestion.Remove, place) }.ToEquatableArray() : default;

    /// <remarks>A layer that is asked for by name would leave a gap, and layers of its kind behind it get other default names.</remarks>
    private static bool CanRemove(DeclaredNetwork network, int removed)
    {
        IReadOnlyList<Node> before = network.Graph.Nodes;
        int taken = before[removed].Inputs[0];
        if (before.Count == 1)
        {
            return false;
        }

        IEnumerable<LayerDeclaration> layers = network.Layers.Where((_, index) => index != removed);
        return network.With(layers)?.Graph is { } after
            && before.Where(node => node.Id != removed).All(node => after.Nodes[Shift(node.Id)].Inputs.SequenceEqual(node.Inputs.Select(Moved)))
            && after.Outputs.Select(static output => (output.Name, output.Node)).SequenceEqual(network.Graph.Outputs.Select(output => (output.Name, Moved(output.Node))));

        int Moved(int input) => Shift(input == removed ? taken : input);

        int Shift(int id) => id > removed ? id - 1 : id;
    }
}
