using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Of the numbers that are suggested in a network with blocks, those that mend it: what blocks are made of may depend on them.</summary>
/// <param name="declaration">The network.</param>
/// <param name="found">Its errors.</param>
/// <param name="cancellation">Stops the trials.</param>
internal sealed class PromisedMends(NetworkDeclaration declaration, IReadOnlyList<LayerError> found, CancellationToken cancellation)
{
    private const int MostTried = 32;

    private int _tried;

    /// <summary>Leaves out what does not mend.</summary>
    public void Keep(ErrorList errors) => errors.Replace(error => error.Suggestions.Count == 0 ? error : error with
    {
        Suggestions = error.Suggestions.Select(suggestion => Keep(error, suggestion)).OfType<Suggestion>().ToEquatableArray(),
    });

    private Suggestion? Keep(LayerError error, Suggestion suggestion)
    {
        // What is no number for the layer itself is tried by the rule that proposes it.
        if (error.Layer < 0 || suggestion.Parameter.IndexOfAny(['@', ',', '[']) >= 0)
        {
            return error.Inside.Count == 0 ? suggestion : null;
        }

        List<string> kept = suggestion.Values.Split('\n').Where(value => !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || Mends(error, suggestion.Parameter, number)).ToList();
        return kept.Count == 0 ? null : new Suggestion(suggestion.Parameter, kept);
    }

    private bool Mends(LayerError error, string parameter, int value)
    {
        if (_tried++ == MostTried)
        {
            return false;
        }

        EquatableArray<LayerDeclaration> layers = declaration.Layers
            .Select((layer, index) => index == error.Layer ? layer.With(parameter, value) : layer).ToEquatableArray();
        ErrorList tried = new();
        GraphBuilder.Check(declaration with { Layers = layers }, tried, cancellation);

        // Behind an error there may be others, which it has hidden.
        return tried.Errors.Where(one => one.Layer <= error.Layer).All(one => one.Id != error.Id && found.Any(before => before.Id == one.Id && before.Layer == one.Layer));
    }
}
