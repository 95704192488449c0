using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Diagnostics;

/// <summary>Every piece of advice. Unlike errors, advice is configured as any analyzer's rule is.</summary>
internal static class AdviceDescriptors
{
    private const string Category = "CnnGen.Advice";

    public static readonly DiagnosticDescriptor WastedBias = Create("CNN101", "The bias is wasted", DiagnosticSeverity.Info);
    public static readonly DiagnosticDescriptor LinearPair = Create("CNN102", "Two linear maps have no activation between them", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor DeadBranch = Create("CNN103", "No layer reads the output", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor LastDropout = Create("CNN104", "Dropout is the last layer", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor SoftmaxUnderLoss = Create("CNN105", "Softmax is applied twice", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor NarrowView = Create("CNN106", "The receptive field is small", DiagnosticSeverity.Info);
    public static readonly DiagnosticDescriptor UnseenPadding = Create("CNN107", "No window reaches the padding", DiagnosticSeverity.Info);
    public static readonly DiagnosticDescriptor UnusedName = Create("CNN108", "The name is not used", DiagnosticSeverity.Info);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        WastedBias, LinearPair, DeadBranch, LastDropout, SoftmaxUnderLoss, NarrowView, UnseenPadding, UnusedName,
    }.ToDictionary(descriptor => descriptor.Id);

    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Find(string id) => ById[id];

    private static DiagnosticDescriptor Create(string id, string title, DiagnosticSeverity severity) =>
        new(id, title, "{0}", Category, severity, isEnabledByDefault: true, helpLinkUri: DiagnosticPages.Of(id));
}
