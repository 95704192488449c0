using System.Collections.Immutable;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CnnGen.Generator.Advice;

/// <summary>A block's parameters and constants are read by its text, of which the compiler knows nothing: it would say of each that it is unread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadMemberSuppressor : DiagnosticSuppressor
{
    // Of the compiler, of its code style, of its code analysis.
    private static readonly ImmutableDictionary<string, SuppressionDescriptor> OfBlock = new[]
    {
        new SuppressionDescriptor("CNNS001", "CS9113", "A block's text reads the parameters of its primary constructor."),
        new SuppressionDescriptor("CNNS002", "IDE0051", "A block's text reads its constants."),
        new SuppressionDescriptor("CNNS003", "IDE0060", "A block's text reads the parameters of its constructor."),
        new SuppressionDescriptor("CNNS004", "CA1823", "A block's text reads its constants."),
    }.ToImmutableDictionary(static suppression => suppression.SuppressedDiagnosticId);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. OfBlock.Values];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic unread in context.ReportedDiagnostics)
        {
            if (unread.Location.SourceTree is { } tree && tree.GetRoot(context.CancellationToken).FindNode(unread.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
                && context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol type && DeclarationReader.IsBlock(type))
            {
                context.ReportSuppression(Suppression.Create(OfBlock[unread.Id], unread));
            }
        }
    }
}
