using System.Linq;
using System.Threading;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>A network without errors, seen from a compilation in which its code is generated already.</summary>
/// <param name="Network">Its layers and their graph.</param>
/// <param name="Attributes">Where in the source they stand.</param>
internal sealed record GeneratedNetwork(DeclaredNetwork Network, NetworkAttributes Attributes)
{
    /// <summary>Reads a class of this compilation.</summary>
    /// <returns>Null for a class that is no network, or that has errors.</returns>
    public static GeneratedNetwork? Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.TypeKind != TypeKind.Class || !type.GetAttributes().Any(IsInput) || !IsAccepted(type))
        {
            return null;
        }

        NetworkAttributes attributes = new(type, compilation, type.Locations[0], cancellation);
        NetworkDeclaration declaration = attributes.ReadNetwork();
        return declaration.Layers.Count == attributes.Layers.Count && attributes.AreBound && DeclaredNetwork.Of(declaration) is { } network
            ? new GeneratedNetwork(network, attributes)
            : null;
    }

    private static bool IsInput(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is not null && DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.InputAttribute);

    // A class with errors gets stubs, which have no state. Its rules cannot be checked again: the generated members would break them.
    // A field of the user's that has taken the state's name is of another type.
    private static bool IsAccepted(INamedTypeSymbol type) =>
        type.GetMembers(GeneratedMembers.State).Any(member => member is IFieldSymbol { Type.Name: "NetworkState" });
}
