using System;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>What one class declaration gave.</summary>
/// <param name="Spec">The network, or null where no code can be added to the class.</param>
/// <param name="Diagnostics">With their real locations, so that #pragma reaches them.</param>
internal sealed record ParseResult(NetworkSpec? Spec, ImmutableArray<Diagnostic> Diagnostics) : IEquatable<ParseResult>
{
    /// <summary>Where the weights file is named; null where none is. What is said of it moves with every edit.</summary>
    public Location? WeightsPlace { get; init; }

    public bool Equals(ParseResult? other) =>
        other is not null && Equals(Spec, other.Spec) && Diagnostics.SequenceEqual(other.Diagnostics) && Equals(WeightsPlace, other.WeightsPlace);

    public override int GetHashCode() => Spec?.GetHashCode() ?? 0;
}
