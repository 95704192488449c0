using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>Finds the argument in the source that gave a parameter its value.</summary>
internal static class LocationFinder
{
    /// <summary>The argument's expression; without a parameter, or where it was not typed, the attribute's name.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="parameter">A constructor's parameter, <c>names[1]</c> for the second value of one that takes several, or a property.</param>
    /// <param name="fallback">The place where the attribute has no syntax.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static Location Find(AttributeData attribute, string? parameter, Location fallback, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return fallback;
        }

        return (parameter is null ? null : FindExpression(attribute, syntax, parameter))?.GetLocation() ?? syntax.Name.GetLocation();
    }

    /// <summary>The expression that gave a parameter its value; null where it was not typed.</summary>
    public static ExpressionSyntax? FindExpression(AttributeData attribute, AttributeSyntax syntax, string parameter)
    {
        if (parameter.IndexOf('[') is > 0 and var bracket)
        {
            int place = int.Parse(parameter.Substring(bracket + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture);
            ExpressionSyntax? first = FindArgument(attribute, syntax, parameter.Substring(0, bracket), 0);
            return first is null ? null
                : IsArray(first) ? Element(first, place) ?? first
                : FindArgument(attribute, syntax, parameter.Substring(0, bracket), place) ?? first;
        }

        return FindArgument(attribute, syntax, parameter, 0);
    }

    /// <summary>The expression of a parameter; for one that takes several values as arguments of their own, of the one at a place.</summary>
    private static ExpressionSyntax? FindArgument(AttributeData attribute, AttributeSyntax syntax, string parameter, int place)
    {
        if (syntax.ArgumentList is not { } list)
        {
            return null;
        }

        if (list.Arguments.FirstOrDefault(argument =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == parameter) is { } named)
        {
            return named.Expression;
        }

        int index = attribute.AttributeConstructor?.Parameters.ToList().FindIndex(candidate => candidate.Name == parameter) ?? -1;
        return index >= 0 && index + place < list.Arguments.Count && list.Arguments[index + place] is { NameEquals: null, NameColon: null } positional
            ? positional.Expression
            : null;
    }

    private static bool IsArray(ExpressionSyntax expression) =>
        expression is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax;

    private static ExpressionSyntax? Element(ExpressionSyntax array, int place) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ElementAtOrDefault(place),
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ElementAtOrDefault(place),
        CollectionExpressionSyntax collection => (collection.Elements.ElementAtOrDefault(place) as ExpressionElementSyntax)?.Expression,
        _ => null,
    };
}
