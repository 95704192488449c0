using System;
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

/// <summary>CNN020: a trainer or a training graph of a network whose training code is left out. CNN025: what layers give, of a network that is not inspected. CNN206: embedded weights that there are not.</summary>
/// <remarks>The compiler objects too, in words about interfaces and members; this says what to do.</remarks>
/// <param name="Member">The generated member that is not there.</param>
/// <param name="Interface">The interface that has it, or null.</param>
/// <param name="Descriptor">The error.</param>
/// <param name="IsThere">Whether a network with this attribute, or none, has the code.</param>
/// <param name="Removed">The argument that a fix removes, or null.</param>
/// <param name="Message">What is said of a network, behind its name.</param>
internal sealed record MissingCode(
    string Member, string? Interface, DiagnosticDescriptor Descriptor, Func<AttributeData?, bool> IsThere, string? Removed, Func<INamedTypeSymbol, string> Message)
{
    private static readonly MissingCode[] All =
    [
        new(
            "CreateTrainingGraph",
            "ITrainableNetwork",
            Descriptors.NotTrainable,
            NetworkAttributes.IsTrainable,
            NetworkAttributes.TrainingProperty,
            static _ => "cannot be trained: [Network(Training = false)] leaves its training code out; remove Training = false"),
        new(
            GeneratedMembers.Outputs,
            "IInspectedNetwork",
            Descriptors.NotInspected,
            NetworkAttributes.IsInspectedBy,
            null,
            static _ => "hands over no layer's output, which takes code of its own; write [Network(Inspect = true)] on the class"),
        new(
            GeneratedMembers.Default,
            null,
            WeightsDescriptors.NotEmbedded,
            static _ => false,
            null,
            NoEmbeddedWeights),
    ];

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
            foreach (MissingCode code in All.Where(code => parameters[index].ConstraintTypes.Any(code.IsInterface)))
            {
                if (code.Check(arguments[index], model.GetTypeInfo(arguments[index], cancellation).Type) is { } diagnostic)
                {
                    return diagnostic;
                }
            }
        }

        return null;
    }

    /// <summary>What is said of <c>net.CreateTrainingGraph</c>.</summary>
    public static Diagnostic? CheckAccess(MemberAccessExpressionSyntax access, SemanticModel model, CancellationToken cancellation) =>
        access.IsKind(SyntaxKind.SimpleMemberAccessExpression) && Find(access.Name, access, model, cancellation) is { } code
            ? code.Check(access.Name, model.GetTypeInfo(access.Expression, cancellation).Type)
            : null;

    /// <summary>What is said of <c>net?.CreateTrainingGraph</c>: what is asked stands in front of the question mark, however many are behind it.</summary>
    public static Diagnostic? CheckAccess(MemberBindingExpressionSyntax access, SemanticModel model, CancellationToken cancellation) =>
        Find(access.Name, access, model, cancellation) is { } code
            && access.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(conditional => conditional.WhenNotNull.Span.Contains(access.Span)) is { } asked
            ? code.Check(access.Name, model.GetTypeInfo(asked.Expression, cancellation).Type)
            : null;

    /// <summary>The code whose member is named and is not there.</summary>
    private static MissingCode? Find(SimpleNameSyntax name, ExpressionSyntax access, SemanticModel model, CancellationToken cancellation) =>
        All.FirstOrDefault(code => code.Member == name.Identifier.ValueText) is { } code && model.GetSymbolInfo(access, cancellation).Symbol is null ? code : null;

    private Diagnostic? Check(SyntaxNode place, ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } network || Find(network, WellKnownNames.InputAttribute) is null)
        {
            return null;
        }

        AttributeData? attribute = Find(network, WellKnownNames.NetworkAttribute);
        if (IsThere(attribute))
        {
            return null;
        }

        // A network of another assembly has no place here.
        ImmutableArray<Location> places = attribute?.ApplicationSyntaxReference is { } reference ? [Location.Create(reference.SyntaxTree, reference.Span)] : [];
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        return Diagnostic.Create(
            Descriptor,
            place.GetLocation(),
            places,
            Removed is null ? properties : properties.Add(Suggestion.RemoveArgument, Removed),
            $"{network.Name} {Message(network)}");
    }

    private static string NoEmbeddedWeights(INamedTypeSymbol network)
    {
        string? path = Find(network, WellKnownNames.WeightsAttribute) is { } attribute ? DeclarationReader.Read(attribute)?.FindText(NetworkAttributes.WeightsPathParameter) : null;
        string resource = $"<EmbeddedResource Include=\"{path ?? "net.safetensors"}\" /> in the project file";
        return path is null
            ? $"has no embedded weights to be its Default: name their file, [Weights(\"net.safetensors\")] on the class, and embed it, {resource}"
            : $"has weights that are not embedded, and so no Default: write {resource}, or Load the file at run time";
    }

    private static AttributeData? Find(INamedTypeSymbol network, string attribute) =>
        network.GetAttributes().FirstOrDefault(found => DeclarationReader.IsNamed(found.AttributeClass, attribute));

    private bool IsInterface(ITypeSymbol constraint) =>
        constraint.Name == Interface && constraint.ContainingType is null && constraint.ContainingNamespace?.ToDisplayString() == WellKnownNames.Namespace;
}
