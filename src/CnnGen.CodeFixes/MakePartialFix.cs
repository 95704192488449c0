using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.CodeFixes;

/// <summary>Adds <c>partial</c> to a network class, or to a class around one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CNN006");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
            {
                string title = $"Make '{type.Identifier.ValueText}' partial";
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => AddPartialAsync(context.Document, type, cancellation), nameof(MakePartialFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> AddPartialAsync(Document document, TypeDeclarationSyntax type, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);

        // partial is the last modifier; where it is the only one, the line's indentation and comments move in front of it.
        TypeDeclarationSyntax changed = type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : ((TypeDeclarationSyntax)type.WithKeyword(type.Keyword.WithLeadingTrivia()))
                .AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
        return document.WithSyntaxRoot(root.ReplaceNode(type, changed));
    }
}
