using System.Linq;
using System.Threading;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Finds places of blocks in the source.</summary>
internal static class BodyPlaces
{
    /// <summary>The place in a block's class; null where that is in another assembly.</summary>
    public static Location? Find(INamedTypeSymbol block, BodyPlace place, CancellationToken cancellation)
    {
        if (block.DeclaringSyntaxReferences.Length == 0)
        {
            return null;
        }

        return place.Line == BodyPlace.WholeClass
            ? block.GetMembers(place.Parameter ?? "").OfType<IPropertySymbol>().FirstOrDefault()?.Locations[0] ?? block.Locations[0]
            : Find(block.GetAttributes()[place.Line], place, cancellation);
    }

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
