using System;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>Of the numbers that are in range, those that mend the layer: one that only exchanges an error for another is not offered.</summary>
/// <param name="layers">All layers as they are typed.</param>
/// <param name="mends">Whether the error goes, and no other comes, where the layers are changed to these.</param>
internal sealed class RangeMends(EquatableArray<LayerDeclaration> layers, Func<LayerError, EquatableArray<LayerDeclaration>, bool> mends)
{
    private const int MostTried = 64;

    private int _tried;

    /// <summary>The error with the suggestions that hold.</summary>
    public LayerError Keep(LayerError error) => error.Layer < 0 ? error : error with
    {
        Suggestions = error.Suggestions.Select(suggestion => Keep(error, suggestion)).Where(suggestion => suggestion.Values.Length > 0).ToEquatableArray(),
    };

    // Values that are no numbers are tried by the rule that proposes them.
    private Suggestion Keep(LayerError error, Suggestion suggestion) => new(
        suggestion.Parameter,
        suggestion.Values.Split('\n').Where(text => !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            || ++_tried > MostTried
            || mends(error, layers.Select((layer, index) => index == error.Layer ? layer.With(suggestion.Parameter, value) : layer).ToEquatableArray())));
}
