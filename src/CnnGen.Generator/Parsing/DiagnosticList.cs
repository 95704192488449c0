using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>Collects what is wrong with one class.</summary>
internal sealed class DiagnosticList
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public bool Any => _diagnostics.Count > 0;

    public ImmutableArray<Diagnostic> ToImmutable() => _diagnostics.ToImmutable();

    public void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    /// <summary>Reports a mistake.</summary>
    /// <param name="descriptor">Its kind.</param>
    /// <param name="location">What is wrong.</param>
    /// <param name="message">One sentence without a final period.</param>
    /// <param name="additional">What else has to do with it.</param>
    public void Report(DiagnosticDescriptor descriptor, Location location, string message, params Location[] additional) =>
        Report(descriptor, location, message, additional, ImmutableDictionary<string, string?>.Empty);

    /// <summary>Reports a mistake with values for code fixes.</summary>
    /// <param name="descriptor">Its kind.</param>
    /// <param name="location">What is wrong.</param>
    /// <param name="message">One sentence without a final period.</param>
    /// <param name="additional">What else has to do with it.</param>
    /// <param name="suggestions">By the keys that the fixes know.</param>
    public void Report(
        DiagnosticDescriptor descriptor, Location location, string message, IEnumerable<Location> additional, ImmutableDictionary<string, string?> suggestions) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, location, additional, suggestions, message));
}
