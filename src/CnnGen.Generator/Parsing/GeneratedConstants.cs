using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>Finds members of networks in an attribute's arguments: they are not generated yet when networks are read, and are there when the compiler looks.</summary>
/// <remarks>So the compiler would say nothing of such an argument, and the network would have no layers.</remarks>
internal sealed class GeneratedConstants(INamedTypeSymbol network, Compilation compilation, CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>The first such member in an attribute's arguments.</summary>
    /// <returns>Its place, a sentence on it, and its value as C# if that is known and can stand there; null where there is none.</returns>
    public (Location Place, string Message, string? Value)? Find(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList: { } list })
        {
            return null;
        }

        foreach (AttributeArgumentSyntax argument in list.Arguments)
        {
            if (Find(argument.Expression) is { } found)
            {
                bool isItself = found.Place.SyntaxTree == argument.SyntaxTree && argument.Span.Contains(found.Place.Span);
                string subject = isItself ? $"'{found.Place}'" : $"'{argument.Expression}' is made of '{found.Place}', which";
                string write = found.Value is null ? "write it out" : isItself ? $"write its value, {found.Value}" : $"write its value there, {found.Value}";
                return ((isItself ? found.Place : argument.Expression).GetLocation(),
                    $"{subject} is generated from a network's layers, and is not there yet when layers are read: {write}", isItself ? found.Value : null);
            }
        }

        return null;
    }

    private (ExpressionSyntax Place, string? Value)? Find(ExpressionSyntax expression)
    {
        // A tree that a generator has added is in no compilation that this one sees.
        if (!compilation.ContainsSyntaxTree(expression.SyntaxTree))
        {
            return null;
        }

        SemanticModel model = compilation.GetSemanticModel(expression.SyntaxTree);
        foreach (IdentifierNameSyntax name in expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name, cancellation).Symbol;
            if (symbol is null && OwnerOf(name, model) is { } owner && IsMember(name.Identifier.ValueText, owner))
            {
                ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                bool isNamed = name.Ancestors().Any(node => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } });
                return (whole, isNamed ? null : ValueOf(name.Identifier.ValueText, owner));
            }

            // A constant of the user's that is made of one.
            if (symbol is IFieldSymbol { IsConst: true, HasConstantValue: false } && _seen.Add(symbol)
                && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } initial }
                && Find(initial) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The network whose member a name may be: the one in front of it, or one whose members are in scope without it.</summary>
    private INamedTypeSymbol? OwnerOf(IdentifierNameSyntax name, SemanticModel model)
    {
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return model.GetSymbolInfo(access.Expression, cancellation).Symbol is INamedTypeSymbol type && IsNetwork(type) ? type : null;
        }

        for (INamedTypeSymbol? outer = network; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? ancestor = outer; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (IsNetwork(ancestor))
                {
                    return ancestor;
                }
            }
        }

        return compilation.SyntaxTrees
            .SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Usings
                .Where(directive => directive.StaticKeyword.Span.Length > 0 && (directive.GlobalKeyword.Span.Length > 0 || tree == name.SyntaxTree)))
            .Select(directive => compilation.GetSemanticModel(directive.SyntaxTree).GetSymbolInfo(directive.NamespaceOrType, cancellation).Symbol)
            .OfType<INamedTypeSymbol>().FirstOrDefault(IsNetwork);
    }

    // A network of another project has its members.
    private bool IsNetwork(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        && type.GetAttributes().Any(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.InputAttribute));

    private bool IsMember(string name, INamedTypeSymbol owner)
    {
        if (GeneratedMembers.Common.IsTaken(name))
        {
            return true;
        }

        NetworkAttributes attributes = AttributesOf(owner);
        return new GeneratedMembers(OutputMarks.Of(ExpandedNetworks.Of(attributes.ReadNetwork(), cancellation).Layers).FurtherNames, attributes.IsInspected).IsTaken(name);
    }

    private NetworkAttributes AttributesOf(INamedTypeSymbol owner) => new(owner, compilation, Location.None, cancellation);

    private string? ValueOf(string member, INamedTypeSymbol owner)
    {
        NetworkAttributes attributes = AttributesOf(owner);
        NetworkDeclaration declaration = attributes.ReadNetwork();
        if (declaration.Layers.Count != attributes.Layers.Count || declaration.InputSizes.Count == 0 || DeclaredNetwork.Of(declaration) is not { Graph: var graph })
        {
            return null;
        }

        return member switch
        {
            "InputLength" => Text(graph.Input.Elements),
            "OutputLength" => Text(graph.Output.Elements),
            "ParameterCount" => Text(graph.ParameterCount),
            "MultiplyAdds" => Text(graph.MultiplyAdds),
            _ => graph.Outputs.Skip(1).FirstOrDefault(output => GeneratedMembers.LengthOf(output.Name) == member) is { } further ? Text(further.Shape.Elements) : null,
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
