using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Weights;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>Says what is wrong with the weights file that a network names.</summary>
internal static class WeightsChecker
{
    /// <summary>What is wrong; nothing where the network itself has errors.</summary>
    public static ImmutableArray<Diagnostic> Check(ParseResult network, EquatableArray<WeightsFile>? files, CancellationToken cancellation)
    {
        if (network.Spec is not { WeightsPath: { } path, IsValid: true } spec || BoundNetworks.Of(spec.Declaration, cancellation).Graph is not { } graph)
        {
            return [];
        }

        (WeightsFile? file, WeightsError? error) = WeightsRules.Find(files, path);
        IEnumerable<WeightsError> errors = file is null ? [error!] : WeightsRules.Check(graph, file);
        return [.. errors.Select(found => Diagnostic.Create(
            WeightsDescriptors.Find(found.Id), network.WeightsPlace, Suggestions(found), found.Message))];
    }

    private static ImmutableDictionary<string, string?> Suggestions(WeightsError error) => error.Paths.Count == 0
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(Suggestion.Here, string.Join("\n", error.Paths.Select(CSharpText.Literal)));
}
