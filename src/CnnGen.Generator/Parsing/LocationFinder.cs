using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>Finds the argument in the source that gave a parameter its value.</summary>
internal static class LocationFinder
{
    /// <summary>The argument's expression; without a parameter, or where it was not typed, the attribute's name.</summary>
    public static Location Find(AttributeData attribute, string? parameter, Location fallback, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return fallback;
        }

        return (parameter is null ? null : FindArgument(attribute, syntax, parameter))?.Expression.GetLocation() ?? syntax.Name.GetLocation();
    }

    private static AttributeArgumentSyntax? FindArgument(AttributeData attribute, AttributeSyntax syntax, string parameter)
    {
        if (syntax.ArgumentList is not { } list)
        {
            return null;
        }

        if (list.Arguments.FirstOrDefault(argument =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == parameter) is { } named)
        {
            return named;
        }

        int index = attribute.AttributeConstructor?.Parameters.ToList().FindIndex(candidate => candidate.Name == parameter) ?? -1;
        return index >= 0 && index < list.Arguments.Count && list.Arguments[index] is { NameEquals: null, NameColon: null } positional
            ? positional
            : null;
    }
}
