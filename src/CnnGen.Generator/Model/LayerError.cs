using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Model;

/// <summary>A mistake in a network, or advice on it, in terms of layers and parameters; the parsing room knows where in the source that is.</summary>
/// <param name="Id">The diagnostic: <c>CNN001</c>.</param>
/// <param name="Layer">The layer's place in <see cref="NetworkSpec.Layers"/>, or <see cref="InputLayer"/> or <see cref="BudgetAttribute"/>.</param>
/// <param name="Parameter">The parameter that is wrong, or null for the layer as a whole; one of several values is <c>names[1]</c>.</param>
/// <param name="Message">One sentence without a final period.</param>
internal sealed record LayerError(string Id, int Layer, string? Parameter, string Message) : IEquatable<LayerError>
{
    /// <summary>Stands for the Input attribute.</summary>
    public const int InputLayer = -1;

    /// <summary>Stands for the Budget attribute.</summary>
    public const int BudgetAttribute = -2;

    /// <summary>Other layers that have to do with it, as further locations: first the one whose output did not fit.</summary>
    public EquatableArray<int> Related { get; init; }

    /// <summary>What the related layers put out, for tools that show the further locations: <c>conv1: 6x24x24</c>.</summary>
    public EquatableArray<string> RelatedOutputs { get; init; }

    /// <summary>Where in the blocks that the layer is it comes from, outermost first.</summary>
    public EquatableArray<BodyPlace> Inside { get; init; }

    /// <summary>Values that mend the error, for code fixes.</summary>
    public EquatableArray<Suggestion> Suggestions { get; init; }
}

/// <summary>Values of a parameter that would mend an error.</summary>
/// <param name="Parameter">The parameter: <c>Stride</c>, or <c>PadBottom,PadRight</c>; <c>filters@1</c> is a parameter of the second related layer; or one of the constants.</param>
/// <param name="Values">C# expressions, best first, a line each; of a constant what it says.</param>
internal sealed record Suggestion(string Parameter, string Values) : IEquatable<Suggestion>
{
    /// <summary>In place of a parameter: the very expression that is wrong.</summary>
    public const string Here = "@here";

    /// <summary>In place of a parameter: the layer is to be removed. Its value is <see cref="This"/>, or the number of a related layer.</summary>
    public const string Remove = "@remove";

    /// <summary>In place of a parameter: the parameter that the value names is to be removed.</summary>
    public const string RemoveArgument = "@removeArgument";

    /// <summary>In place of a parameter: the kind of layer that the value names is to be put behind the first related layer.</summary>
    public const string Insert = "@insert";

    /// <summary>In place of a parameter: a convolution with the values as its arguments is to be put in front of the layer.</summary>
    public const string InsertShortcut = "@insertShortcut";

    /// <summary>In place of a parameter: with the convolution, the expression that is wrong becomes this; empty where it stays.</summary>
    public const string JoinedName = "@joinedName";

    /// <summary>In place of a parameter: the last argument of an Input is to be its first. The value is the number of the related layer that is the Input.</summary>
    public const string ChannelsFirst = "@channelsFirst";

    /// <summary>In place of a parameter: the parameters of the other suggestions, the best first, where that is not the usual order.</summary>
    public const string Order = "@order";

    /// <summary>A value of <see cref="Remove"/>: the layer that the error is on.</summary>
    public const string This = "";

    public Suggestion(string parameter, IEnumerable<int> values)
        : this(parameter, values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))
    {
    }

    public Suggestion(string parameter, IEnumerable<string> values)
        : this(parameter, string.Join("\n", values))
    {
    }

    /// <summary>Parameters that mend the error together, with commas between them as between their values.</summary>
    public static Suggestion Together(IReadOnlyList<(string Parameter, int Value)> settings) => new(
        string.Join(",", settings.Select(static setting => setting.Parameter)),
        string.Join(",", settings.Select(static setting => setting.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))));
}

/// <summary>Collects the errors of a network.</summary>
internal sealed class ErrorList
{
    private readonly List<LayerError> _errors = [];

    public IReadOnlyList<LayerError> Errors => _errors;

    public bool Any => _errors.Count > 0;

    /// <summary>Adds an error, unless it is there already: two axes share a parameter that the user typed once.</summary>
    public void Add(LayerError error)
    {
        if (!_errors.Contains(error))
        {
            _errors.Add(error);
        }
    }

    /// <summary>Puts another error in each one's place; those that become the same are one.</summary>
    public void Replace(Func<LayerError, LayerError> replace)
    {
        List<LayerError> replaced = _errors.Select(replace).Distinct().ToList();
        _errors.Clear();
        _errors.AddRange(replaced);
    }
}
