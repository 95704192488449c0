using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Diagnostics;

/// <summary>Every error of a weights file. The network's code is there all the same, so a project may make them warnings while a network is trained anew.</summary>
internal static class WeightsDescriptors
{
    private const string Category = "CnnGen.Weights";

    public static readonly DiagnosticDescriptor NoFile = Create("CNN201", "The project has no such weights file");
    public static readonly DiagnosticDescriptor Unreadable = Create("CNN202", "The weights file cannot be read");
    public static readonly DiagnosticDescriptor Missing = Create("CNN203", "The weights file lacks tensors");
    public static readonly DiagnosticDescriptor Extra = Create("CNN204", "The weights file has tensors that the network has not");
    public static readonly DiagnosticDescriptor Misshapen = Create("CNN205", "The weights file has tensors of other shapes");
    public static readonly DiagnosticDescriptor NotEmbedded = Create("CNN206", "The network has no embedded weights");

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        NoFile, Unreadable, Missing, Extra, Misshapen, NotEmbedded,
    }.ToDictionary(descriptor => descriptor.Id);

    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Find(string id) => ById[id];

    private static DiagnosticDescriptor Create(string id, string title) =>
        new(id, title, "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: DiagnosticPages.Of(id));
}
