using System.Linq;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Receives what is wrong with a member of a block.</summary>
/// <param name="declaring">The class that has it.</param>
/// <param name="member">The member's or the constructor parameter's name; null for the class as a whole.</param>
/// <param name="message">One sentence without a final period.</param>
internal delegate void MemberReport(INamedTypeSymbol declaring, string? member, string message);

/// <summary>Reads properties of a block in this compilation: what they begin with has to be known while it is compiled.</summary>
/// <param name="block">The block's class, which may have the property from a base.</param>
/// <param name="compilation">The compilation.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class PropertyReader(INamedTypeSymbol block, Compilation compilation, MemberReport report)
{
    /// <summary>The property as text computes with it; null for one that text cannot name.</summary>
    public BlockParameter? Read(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax syntax)
        {
            return null;
        }

        if (!SignatureReader.IsSettable(property))
        {
            return FixedValueOf(property, syntax) is { HasValue: true, Value: var value } ? ParameterReader.ConstantOf(property.Name, property.Type, value) : null;
        }

        ParameterType type = SignatureReader.TypeOf(property.Type);
        return new BlockParameter(property.Name, type, property.IsAbstract ? null : BlockValues.Normalized(FirstValueOf(property, syntax, type), type));
    }

    /// <summary>The value of a property that no use sets: computed as a constant, or begun with one.</summary>
    private Optional<object?> FixedValueOf(IPropertySymbol property, PropertyDeclarationSyntax syntax)
    {
        ExpressionSyntax? computed = syntax.ExpressionBody?.Expression ?? syntax.AccessorList?.Accessors.FirstOrDefault()?.ExpressionBody?.Expression;
        return computed is not null ? ValueOf(computed)
            : IsPlain(syntax) && syntax.Initializer is { Value: var initial } && !IsAssigned(property) ? ValueOf(initial)
            : default;
    }

    /// <summary>What a property begins with that uses may set; null where it is not known, with the error reported.</summary>
    private object? FirstValueOf(IPropertySymbol property, PropertyDeclarationSyntax syntax, ParameterType type)
    {
        string? wrong = !IsPlain(syntax) ? "has accessors with code of their own" : IsAssigned(property) ? "is set in a constructor" : null;
        if (wrong is null && syntax.Initializer is not { Value: not CollectionExpressionSyntax { Elements.Count: 0 } })
        {
            return BlockValues.Initial(type);
        }

        Optional<object?> constant = wrong is null ? ValueOf(syntax.Initializer!.Value) : default;
        if (!constant.HasValue && type.Kind != ValueKind.Other)
        {
            wrong ??= $"begins with '{syntax.Initializer!.Value}', which is no constant";
            report(property.ContainingType, property.Name, $"the block's property {property.Name} {wrong}: text that is read at compile time cannot know it");
        }

        return constant.HasValue ? constant.Value : null;
    }

    private Optional<object?> ValueOf(ExpressionSyntax expression) =>
        compilation.ContainsSyntaxTree(expression.SyntaxTree) ? compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression) : default;

    /// <summary>Whether a property does nothing but keep its value.</summary>
    private static bool IsPlain(PropertyDeclarationSyntax syntax) =>
        syntax.AccessorList is { Accessors: var accessors } && accessors.All(static one => one is { Body: null, ExpressionBody: null })
        && !syntax.Modifiers.Any(static modifier => modifier.IsKind(SyntaxKind.PartialKeyword) || modifier.IsKind(SyntaxKind.ExternKeyword));

    /// <summary>Whether a constructor gives a property another value than it begins with.</summary>
    private bool IsAssigned(IPropertySymbol property)
    {
        for (INamedTypeSymbol? type = block; type is not null && compilation.Declares(type); type = type.BaseType)
        {
            if (type.InstanceConstructors.SelectMany(static one => one.DeclaringSyntaxReferences).Select(static reference => reference.GetSyntax())
                .OfType<ConstructorDeclarationSyntax>().SelectMany(static constructor => constructor.DescendantNodes()).OfType<AssignmentExpressionSyntax>()
                .SelectMany(static assignment => assignment.Left.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Any(name => IsOf(name, property)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOf(IdentifierNameSyntax name, IPropertySymbol property) => name.Identifier.ValueText == property.Name
        && SymbolEqualityComparer.Default.Equals(compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name).Symbol, property);
}
