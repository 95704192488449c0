using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.CodeFixes;

/// <summary>Sets an argument of an attribute where it stands, or adds it.</summary>
internal static class ArgumentEdits
{
    /// <summary>The change that gives a parameter a value: a property if its name begins with a capital, else a constructor parameter.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="constructor">What the attribute binds to, if anything: it tells which positional argument is which.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">C#.</param>
    public static TextChange Set(AttributeSyntax attribute, IMethodSymbol? constructor, string parameter, string value) =>
        Find(attribute, constructor, parameter) is { } present
            ? new TextChange(present.Expression.Span, value)
            : Add(attribute, char.IsUpper(parameter[0]), parameter, value);

    /// <summary>The argument that sets a parameter, or null.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, IMethodSymbol? constructor, string parameter)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? default;
        if (arguments.FirstOrDefault(argument =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == parameter) is { } named)
        {
            return named;
        }

        int index = constructor?.Parameters.FirstOrDefault(candidate => candidate.Name == parameter)?.Ordinal ?? -1;
        return index >= 0 && index < arguments.Count && arguments[index] is { NameEquals: null, NameColon: null } positional
            ? positional
            : null;
    }

    // Properties stand behind constructor arguments; a comment behind the last argument stays behind it.
    private static TextChange Add(AttributeSyntax attribute, bool isProperty, string parameter, string value)
    {
        string text = isProperty ? $"{parameter} = {value}" : $"{parameter}: {value}";
        if (attribute.ArgumentList is not { } list)
        {
            return Insert(attribute.Name.Span.End, $"({text})");
        }

        return list.Arguments.LastOrDefault(argument => isProperty || argument.NameEquals is null) is { } last
            ? Insert(last.Span.End, ", " + text)
            : Insert(list.OpenParenToken.Span.End, list.Arguments.Count > 0 ? text + ", " : text);
    }

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);
}
