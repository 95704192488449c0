using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>The names of a network's outputs, given or by default, and what is asked for by name.</summary>
internal sealed class LayerNames
{
    private const int MostNamesListed = 6;

    private readonly EquatableArray<LayerDeclaration> _layers;
    private readonly string[] _names;
    private readonly Dictionary<string, int> _layerOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _offered = new(StringComparer.Ordinal);

    /// <summary>Names every layer; names that are used twice or are no names are errors.</summary>
    public LayerNames(EquatableArray<LayerDeclaration> layers, FitMode fit, ErrorList errors)
    {
        _layers = layers;
        _names = DefaultNames(layers);
        for (int layer = 0; layer < layers.Count; layer++)
        {
            if (layers[layer].FindText("Name") is { } given)
            {
                _names[layer] = given;
                LayerContext context = new(layer, fit, errors);
                if (NameText.IsName(given))
                {
                    Take(given, layer, context);
                }
                else
                {
                    context.Report("CNN004", "Name", $"Name {NameText.Rule}", related: []);
                }
            }
        }

        // Default names come second, so that a clash is reported where the user typed a name.
        for (int layer = 0; layer < layers.Count; layer++)
        {
            if (!layers[layer].Has("Name"))
            {
                if (_layerOf.TryGetValue(_names[layer], out int other))
                {
                    new LayerContext(other, fit, errors).Report(
                        "CNN011",
                        "Name",
                        $"the name '{_names[layer]}' is the default name of another layer, {layers[layer]}; give one of them another name",
                        [new Suggestion("Name", [Free(_names[layer])])],
                        [layer]);
                }
                else
                {
                    _layerOf.Add(_names[layer], layer);
                }
            }
        }
    }

    public string this[int layer] => layer == Node.NetworkInput ? "input" : _names[layer];

    /// <summary>The layer that has a name, wherever it stands; null where none has.</summary>
    public int? LayerOf(string name) => _layerOf.TryGetValue(name, out int layer) ? layer : null;

    /// <summary>The earlier layer whose output has the name, or <see cref="Node.NetworkInput"/>; null with the error reported.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="parameter">The parameter that names it.</param>
    /// <param name="context">The layer that asks.</param>
    /// <param name="taken">The layer whose output it takes apart from those it names, if that is known.</param>
    public int? Find(string name, string parameter, LayerContext context, int? taken)
    {
        if (name == NameText.NetworkInput)
        {
            return Node.NetworkInput;
        }

        if (!_layerOf.TryGetValue(name, out int layer))
        {
            ReportUnknown(name, parameter, context, taken);
            return null;
        }

        if (layer < context.Layer)
        {
            return layer;
        }

        string message = layer == context.Layer
            ? $"'{name}' is this layer's own output; a layer takes the outputs of earlier ones"
            : $"'{name}' is used before it exists: it is the output of {_layers[layer]}, {Places(layer - context.Layer)} further down";
        context.Report("CNN014", parameter, message, related: [layer]);
        return null;
    }

    private static string[] DefaultNames(EquatableArray<LayerDeclaration> layers)
    {
        Dictionary<string, int> counts = [];
        return layers.Select(layer =>
        {
            string name = LayerKinds.Find(layer.Kind)?.DefaultName ?? "layer";
            counts.TryGetValue(name, out int count);
            counts[name] = count + 1;
            return layer.DefaultName ?? name + (count + 1).ToString(CultureInfo.InvariantCulture);
        }).ToArray();
    }

    private static string Places(int count) => count == 1 ? "the next layer," : FormattableString.Invariant($"{count} layers");

    private void Take(string name, int layer, LayerContext context)
    {
        if (_layerOf.TryGetValue(name, out int other))
        {
            context.Report(
                "CNN011",
                "Name",
                $"the name '{name}' is used twice: it is the name of {_layers[other]} already",
                [new Suggestion("Name", [Free(name)])],
                [other]);
        }
        else
        {
            _layerOf.Add(name, layer);
        }
    }

    /// <summary>The first of <c>name_2</c>, <c>name_3</c> and so on that no layer has and that no other one is offered, as C#.</summary>
    private string Free(string name)
    {
        for (int number = 2; ; number++)
        {
            string candidate = FormattableString.Invariant($"{name}_{number}");
            if (!_names.Contains(candidate) && !_layers.Any(layer => layer.FindText("Name") == candidate) && _offered.Add(candidate))
            {
                return CSharpText.Literal(candidate);
            }
        }
    }

    private void ReportUnknown(string name, string parameter, LayerContext context, int? taken)
    {
        List<string> earlier = _names.Take(context.Layer).Where((one, place) => _layerOf.TryGetValue(one, out int layer) && layer == place).ToList();
        IReadOnlyList<string> near = NameGuesses.Among(name, earlier, taken is >= 0 and var layer ? _names[layer] : null);

        // A name in the wrong case is that name; any other that may be the input's is the input's.
        bool isInput = NameGuesses.IsInput(name) && !(near.Count > 0 && string.Equals(near[0], name, StringComparison.OrdinalIgnoreCase));
        string names = isInput ? $"the network's input is called {NameText.InputExpression}"
            : context.Layer == 0 ? $"no layer comes before this one, and the network's input is called {NameText.InputExpression}"
            : earlier.Count == 0 ? "no earlier output has a name of its own"
            : near.Count > 0 ? $"the nearest is '{near[0]}'"
            : $"there are {AllOf(earlier)} and {NameText.InputExpression}";
        List<string> offered = near.Select(CSharpText.Literal).ToList();
        if (isInput)
        {
            offered.Insert(0, NameText.InputExpression);
        }

        context.Report(
            "CNN013",
            parameter,
            $"no earlier output is named '{name}'; {names}",
            offered.Count == 0 ? [] : [new Suggestion(Suggestion.Here, offered)],
            isInput ? [Node.NetworkInput] : near.Count == 0 ? [] : [_layerOf[near[0]]]);
    }

    /// <summary>The last names, and how many there are before them.</summary>
    private static string AllOf(List<string> names)
    {
        int before = Math.Max(0, names.Count - MostNamesListed);
        string listed = string.Join(", ", names.Skip(before).Select(name => $"'{name}'"));
        return before == 0 ? listed : FormattableString.Invariant($"{listed}, {before} before them");
    }
}
