using System.Linq;
using System.Threading;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Finds places of blocks in the source.</summary>
internal static class BodyPlaces
{
    /// <summary>The place in a block's class; null where that is of another compilation.</summary>
    public static Location? Find(INamedTypeSymbol block, Compilation compilation, BodyPlace place, CancellationToken cancellation) =>
        !compilation.Declares(block) ? null
        : place.Line == BodyPlace.WholeClass ? (Member(block, place.Parameter) ?? block).Locations[0]
        : Find(block.GetAttributes()[place.Line], place, cancellation);

    private static ISymbol? Member(INamedTypeSymbol block, string? name) => name is null ? null
        : SignatureReader.ConstructorsOf(block).SelectMany(static one => one.Parameters).FirstOrDefault(parameter => parameter.Name == name) ?? block.GetMembers(name).FirstOrDefault();

    /// <summary>The place in an attribute.</summary>
    public static Location? Find(AttributeData attribute, BodyPlace place, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return null;
        }

        return place.Parameter is null || LocationFinder.FindExpression(attribute, syntax, place.Parameter) is not { } expression ? syntax.Name.GetLocation()
            : place.Range == default ? expression.GetLocation()
            : TextPlaces.Find(expression, place.Range);
    }
}
