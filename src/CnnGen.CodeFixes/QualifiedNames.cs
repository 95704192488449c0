using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.CodeFixes;

/// <summary>Writes an attribute of CnnGen, or a value for one, so that it binds where it is put.</summary>
internal static class QualifiedNames
{
    private const string Namespace = "CnnGen";

    /// <summary>The attribute under its plain name, or qualified where that is unknown, ambiguous or another type's.</summary>
    /// <param name="place">An attribute beside which it is put.</param>
    /// <param name="name">The name without "Attribute": <c>ReLU</c>.</param>
    /// <param name="arguments">With their parentheses, or empty.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<string> WriteAsync(AttributePlace place, string name, string arguments, CancellationToken cancellation)
    {
        SemanticModel? model = await place.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        string[] candidates = [name, $"{Namespace}.{name}", $"global::{Namespace}.{name}"];
        return candidates.FirstOrDefault(candidate => Binds(model, place.Attribute.SpanStart, candidate + arguments, $"{Namespace}.{name}Attribute")) is { } bound
            ? bound + arguments
            : candidates[1] + arguments;
    }

    /// <summary>The value of an argument: as it is, or qualified where it is a member of a type that is unknown or another there.</summary>
    /// <param name="model">The file's.</param>
    /// <param name="position">Where it is put.</param>
    /// <param name="value">C#: <c>2</c>, <c>"skip"</c>, <c>Fit.Floor</c>, <c>Tensor.Input</c>.</param>
    public static string WriteValue(SemanticModel? model, int position, string value)
    {
        if (!char.IsLetter(value[0]) || value.IndexOf('.') < 0)
        {
            return value;
        }

        string[] candidates = [value, $"{Namespace}.{value}", $"global::{Namespace}.{value}"];
        return candidates.FirstOrDefault(candidate => IsMember(model, position, candidate, $"{Namespace}.{value}")) ?? candidates[1];
    }

    /// <summary>An argument, <c>2</c> or <c>Fit = Fit.Floor</c>, with its value as <see cref="WriteValue"/> writes it.</summary>
    public static string WriteArgument(SemanticModel? model, int position, string argument) =>
        argument.IndexOf(" = ", System.StringComparison.Ordinal) is > 0 and var equals && char.IsLetter(argument[0])
            ? argument.Substring(0, equals + 3) + WriteValue(model, position, argument.Substring(equals + 3))
            : WriteValue(model, position, argument);

    private static bool IsMember(SemanticModel? model, int position, string expression, string member) =>
        model?.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseExpression(expression), SpeculativeBindingOption.BindAsExpression).Symbol is { } symbol
        && $"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}" == member;

    private static bool Binds(SemanticModel? model, int position, string attribute, string type)
    {
        AttributeSyntax? parsed = SyntaxFactory.ParseCompilationUnit($"[{attribute}] class C;").DescendantNodes().OfType<AttributeSyntax>().FirstOrDefault();
        return parsed is not null && model?.GetSpeculativeSymbolInfo(position, parsed).Symbol?.ContainingType?.ToDisplayString() == type;
    }
}
