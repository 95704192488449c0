using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Model;

/// <summary>A mistake in a network, in terms of layers and parameters; the parsing room knows where in the source that is.</summary>
/// <param name="Id">The diagnostic: <c>CNN001</c>.</param>
/// <param name="Layer">The layer's place in <see cref="NetworkSpec.Layers"/>, or <see cref="InputLayer"/>.</param>
/// <param name="Parameter">The parameter that is wrong, or null for the layer as a whole.</param>
/// <param name="Message">One sentence without a final period.</param>
internal sealed record LayerError(string Id, int Layer, string? Parameter, string Message) : IEquatable<LayerError>
{
    /// <summary>Stands for the Input attribute.</summary>
    public const int InputLayer = -1;

    /// <summary>The layer whose output this one did not fit, as a second location; null where there is none.</summary>
    public int? Previous { get; init; }

    /// <summary>Values that mend the error, for code fixes: <c>Stride</c> to <c>1,2,4</c>.</summary>
    public EquatableArray<Suggestion> Suggestions { get; init; }
}

/// <summary>Values of a parameter that would mend an error.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Values">C# expressions, best first, separated by commas.</param>
internal sealed record Suggestion(string Parameter, string Values) : IEquatable<Suggestion>;

/// <summary>Collects the errors of a network.</summary>
internal sealed class ErrorList
{
    private readonly List<LayerError> _errors = [];

    public IReadOnlyList<LayerError> Errors => _errors;

    public bool Any => _errors.Count > 0;

    public void Add(LayerError error) => _errors.Add(error);
}
