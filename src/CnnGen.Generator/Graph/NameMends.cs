using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>What mends a name that is used twice, apart from another name: none, on a layer that has nothing to save under it.</summary>
internal static class NameMends
{
    /// <summary>The error, with a suggestion to remove the name where that leads to no other error and changes no layer that is asked for by the name.</summary>
    /// <param name="error">The name's.</param>
    /// <param name="nodes">The layers without errors in their shapes.</param>
    /// <param name="layers">All layers as they are typed.</param>
    /// <param name="mends">Whether the error goes, and no other comes, where the layers are changed to these.</param>
    public static LayerError Suggest(
        LayerError error, IReadOnlyList<Node> nodes, EquatableArray<LayerDeclaration> layers, Func<EquatableArray<LayerDeclaration>, bool> mends)
    {
        LayerDeclaration named = layers[error.Layer];
        bool isPlain = nodes.FirstOrDefault(node => node.Id == error.Layer) is { ParameterCount: 0 };

        // A default name of another layer's would be that one's then.
        bool isAskedFor = !layers[error.Related[0]].Has("Name") && layers.Any(layer => layer.FindText("From") == named.FindText("Name") || layer.FindTexts("names").Contains(named.FindText("Name")));
        return isPlain && !isAskedFor && mends(layers.Select((layer, index) => index == error.Layer ? layer.Without("Name") : layer).ToEquatableArray())
            ? error with { Suggestions = error.Suggestions.Concat([new Suggestion(Suggestion.RemoveArgument, "Name")]).ToEquatableArray() }
            : error;
    }
}
