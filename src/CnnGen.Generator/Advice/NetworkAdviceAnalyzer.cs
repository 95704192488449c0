using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Advice.Rules;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CnnGen.Generator.Advice;

/// <summary>Says what is probably not meant in networks that have no errors. An analyzer, so that each piece of advice can be configured.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAdviceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. AdviceDescriptors.All, Descriptors.NotTrainable, Descriptors.NotInspected, WeightsDescriptors.NotEmbedded];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // A network is declared by hand; what is generated into it is none of a rule's business.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            symbol => AdviseNetwork((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.NamedType);
        context.RegisterOperationAction(
            operation =>
            {
                if (SoftmaxUnderLoss.Check((IObjectCreationOperation)operation.Operation, operation.Compilation, operation.CancellationToken) is { } advice)
                {
                    operation.ReportDiagnostic(advice);
                }
            },
            OperationKind.ObjectCreation);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                Diagnostic? error = node.Node switch
                {
                    GenericNameSyntax name => MissingCode.CheckName(name, node.SemanticModel, node.CancellationToken),
                    MemberBindingExpressionSyntax access => MissingCode.CheckAccess(access, node.SemanticModel, node.CancellationToken),
                    _ => MissingCode.CheckAccess((MemberAccessExpressionSyntax)node.Node, node.SemanticModel, node.CancellationToken),
                };
                if (error is not null)
                {
                    node.ReportDiagnostic(error);
                }
            },
            SyntaxKind.GenericName,
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxKind.MemberBindingExpression);
    }

    private static void AdviseNetwork(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (GeneratedNetwork.Of(type, compilation, cancellation) is { } generated)
        {
            // Of a block's layers nothing is said to those who use it.
            foreach (Diagnostic advice in AdviceRules.All.SelectMany(rule => rule(generated.Network))
                .Where(advice => generated.Network.Expanded.IsOwn(advice.Layer)).Select(generated.Network.Expanded.Locate).Select(advice => generated.Attributes.Describe(advice, AdviceDescriptors.Find(advice.Id))))
            {
                // Each piece may have tried out a changed network.
                cancellation.ThrowIfCancellationRequested();
                report(advice);
            }
        }
    }
}
