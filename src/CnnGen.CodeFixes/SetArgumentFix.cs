using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.CodeFixes;

/// <summary>Offers each value with which a stride or a number of groups would fit: "Set Stride to 2".</summary>
/// <remarks>The generator puts the values into the diagnostic's properties, a parameter's name to C# expressions; nothing is computed here.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetArgumentFix)), Shared]
public sealed class SetArgumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CNN001", "CNN003");

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node?.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            {
                continue;
            }

            foreach ((string parameter, string value) in Suggestions(diagnostic))
            {
                string title = $"Set {parameter} to {value}";
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => SetAsync(context.Document, attribute, parameter, value, cancellation), title),
                    diagnostic);
            }
        }
    }

    // The parameter under the squiggle first, then the others by name, so that the menu is the same every time.
    private static IEnumerable<(string Parameter, string Value)> Suggestions(Diagnostic diagnostic) =>
        diagnostic.Properties.OrderBy(pair => Rank(pair.Key)).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => (pair.Value ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries).Select(value => (pair.Key, value)));

    private static int Rank(string parameter) =>
        parameter.StartsWith("Stride", StringComparison.Ordinal) || parameter == "Groups" ? 0
        : parameter.StartsWith("Pad", StringComparison.Ordinal) ? 1
        : 2;

    private static async Task<Document> SetAsync(
        Document document, AttributeSyntax attribute, string parameter, string value, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(attribute, WithProperty(attribute, parameter, SyntaxFactory.ParseExpression(value))));
    }

    /// <summary>The attribute with a property set, in the place where it was set already or else behind the other arguments.</summary>
    private static AttributeSyntax WithProperty(AttributeSyntax attribute, string property, ExpressionSyntax value)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        if (list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property) is { } present)
        {
            return attribute.ReplaceNode(present.Expression, value.WithTriviaFrom(present.Expression));
        }

        NameEqualsSyntax name = SyntaxFactory.NameEquals(
            SyntaxFactory.IdentifierName(property),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space));
        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(name, null, value);
        return attribute.WithArgumentList(list.WithArguments(list.Arguments.Count == 0
            ? SyntaxFactory.SingletonSeparatedList(added)
            : SyntaxFactory.SeparatedList(
                list.Arguments.Concat([added]),
                list.Arguments.GetSeparators().Concat([SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)]))));
    }
}
