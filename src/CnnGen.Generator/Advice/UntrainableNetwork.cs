using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Model;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Advice;

/// <summary>CNN020: a trainer or a training graph of a network whose training code is left out.</summary>
/// <remarks>The compiler objects too, in words about interfaces and members; this says what to do.</remarks>
internal static class UntrainableNetwork
{
    private const string GraphMethod = "CreateTrainingGraph";

    /// <summary>What is said of a generic name such as <c>Trainer&lt;Net&gt;</c>.</summary>
    public static Diagnostic? CheckName(GenericNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        ImmutableArray<ITypeParameterSymbol> parameters = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.TypeParameters,
            IMethodSymbol method => method.TypeParameters,
            INamedTypeSymbol type => type.TypeParameters,
            _ => [],
        };
        SeparatedSyntaxList<TypeSyntax> arguments = name.TypeArgumentList.Arguments;
        for (int index = 0; index < arguments.Count && index < parameters.Length; index++)
        {
            if (parameters[index].ConstraintTypes.Any(IsTrainable) && Check(arguments[index], model.GetTypeInfo(arguments[index], cancellation).Type, cancellation) is { } diagnostic)
            {
                return diagnostic;
            }
        }

        return null;
    }

    /// <summary>What is said of <c>net.CreateTrainingGraph</c>.</summary>
    public static Diagnostic? CheckAccess(MemberAccessExpressionSyntax access, SemanticModel model, CancellationToken cancellation) =>
        access.IsKind(SyntaxKind.SimpleMemberAccessExpression) && access.Name.Identifier.ValueText == GraphMethod && model.GetSymbolInfo(access, cancellation).Symbol is null
            ? Check(access.Name, model.GetTypeInfo(access.Expression, cancellation).Type, cancellation)
            : null;

    /// <summary>What is said of <c>net?.CreateTrainingGraph</c>: what is asked stands in front of the question mark, however many are behind it.</summary>
    public static Diagnostic? CheckAccess(MemberBindingExpressionSyntax access, SemanticModel model, CancellationToken cancellation) =>
        access.Name.Identifier.ValueText == GraphMethod && model.GetSymbolInfo(access, cancellation).Symbol is null
            && access.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(conditional => conditional.WhenNotNull.Span.Contains(access.Span)) is { } asked
            ? Check(access.Name, model.GetTypeInfo(asked.Expression, cancellation).Type, cancellation)
            : null;

    private static Diagnostic? Check(SyntaxNode place, ITypeSymbol? type, CancellationToken cancellation)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } network
            || network.GetAttributes().FirstOrDefault(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.NetworkAttribute)) is not { } attribute
            || NetworkAttributes.IsTrainable(attribute))
        {
            return null;
        }

        // A network of another assembly has no place here.
        ImmutableArray<Location> places = attribute.ApplicationSyntaxReference is { } reference ? [Location.Create(reference.SyntaxTree, reference.Span)] : [];
        return Diagnostic.Create(
            Descriptors.NotTrainable,
            place.GetLocation(),
            places,
            ImmutableDictionary<string, string?>.Empty.Add(Suggestion.RemoveArgument, NetworkAttributes.TrainingProperty),
            $"{network.Name} cannot be trained: [Network(Training = false)] leaves its training code out; remove Training = false");
    }

    private static bool IsTrainable(ITypeSymbol constraint) =>
        constraint is { Name: "ITrainableNetwork", ContainingType: null } && constraint.ContainingNamespace?.ToDisplayString() == WellKnownNames.Namespace;
}
