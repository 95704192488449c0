using System.Collections.Immutable;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CnnGen.Generator.Advice;

/// <summary>A block's parameters are read by its text, of which the compiler knows nothing: it would say of each that it is unread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadParameterSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor OfBlock = new("CNNS001", "CS9113", "A block's text reads the parameters of its primary constructor.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [OfBlock];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic unread in context.ReportedDiagnostics)
        {
            SyntaxTree tree = unread.Location.SourceTree!;
            if (tree.GetRoot(context.CancellationToken).FindNode(unread.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
                && context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol type && DeclarationReader.IsBlock(type))
            {
                context.ReportSuppression(Suppression.Create(OfBlock, unread));
            }
        }
    }
}
