using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>A network whose blocks have been taken apart and whose repetitions are written out.</summary>
/// <param name="Declared">The network as it is declared.</param>
/// <param name="Layers">Its layers, none of them a block.</param>
/// <param name="Errors">What is wrong with the uses of blocks.</param>
/// <param name="IsComplete">Whether all of it could be taken apart; else the layers are those in front of what could not.</param>
internal sealed record ExpandedNetwork(NetworkDeclaration Declared, EquatableArray<LayerDeclaration> Layers, EquatableArray<LayerError> Errors, bool IsComplete)
{
    /// <summary>What could not be computed, where it is not complete and no block has problems of its own: said where nothing else is wrong.</summary>
    public LayerError? Unknown { get; init; }

    /// <summary>Whether there is nothing to take apart: each layer is the network's own, in the same place.</summary>
    public bool IsPlain => Layers.All(static layer => layer.Origin is null);

    /// <summary>The layer of the network that a layer comes from.</summary>
    public int UseOf(int layer) => layer < 0 ? layer : Layers[layer].Origin?.Use ?? layer;

    /// <summary>Whether a layer is the network's own, and stands there once.</summary>
    public bool IsOwn(int layer) => layer < 0 || Layers[layer].Origin is null or { Inside.Count: 0 } && Declared.Layers[UseOf(layer)].Find<int>(LayerUse.RepeatParameter) is null or 1;

    /// <summary>Says all errors of the layers of the network, and those of its blocks with them.</summary>
    public void LocateAll(ErrorList errors)
    {
        errors.Replace(Locate);
        foreach (LayerError error in Errors)
        {
            errors.Add(error);
        }

        if (!IsComplete && !errors.Any && Unknown is not null)
        {
            errors.Add(Unknown);
        }
    }

    /// <summary>What is wrong with a layer, said of the layer of the network that it comes from.</summary>
    public LayerError Locate(LayerError error)
    {
        if (IsPlain)
        {
            return error;
        }

        LayerError located = error with { Layer = UseOf(error.Layer), Related = error.Related.Select(UseOf).ToEquatableArray() };
        if (error.Layer < 0 || Layers[error.Layer].Origin is not { Inside.Count: > 0 } origin)
        {
            return located;
        }

        // The same value may be wrong for several reasons: what a value of the use's would have to be is said of that.
        string? SourceOf(string? parameter) => origin.Sources.FirstOrDefault(source => source.Parameter == parameter)?.Used;
        return located with
        {
            Parameter = SourceOf(error.Parameter),
            Message = error.Message + origin.Inside.Told(),
            Inside = origin.Inside.Places(),
            Suggestions = error.Suggestions.Select(suggestion => SourceOf(suggestion.Parameter) is { } used ? new Suggestion(used, suggestion.Values) : null)
                .OfType<Suggestion>().GroupBy(static suggestion => suggestion.Parameter).Select(static same => same.First()).ToEquatableArray(),
        };
    }
}
