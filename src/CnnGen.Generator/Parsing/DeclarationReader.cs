using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>Reads one attribute into a declaration without Roslyn's types.</summary>
internal static class DeclarationReader
{
    private const string AttributeSuffix = "Attribute";

    /// <summary>The declaration, or null for an attribute that is half typed: the compiler itself complains of those.</summary>
    public static LayerDeclaration? Read(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || attribute.AttributeConstructor is not { } constructor || HasUnknownName(attribute))
        {
            return null;
        }

        List<Argument> arguments = [];
        for (int index = 0; index < constructor.Parameters.Length && index < attribute.ConstructorArguments.Length; index++)
        {
            if (!TryAdd(constructor.Parameters[index].Name, attribute.ConstructorArguments[index], true, arguments))
            {
                return null;
            }
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (!TryAdd(named.Key, named.Value, false, arguments))
            {
                return null;
            }
        }

        return new LayerDeclaration(KindOf(type), arguments.ToEquatableArray());
    }

    // An argument with a name that is none is left out of what the compiler hands over.
    private static bool HasUnknownName(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
        && arguments.Any(argument => argument.NameEquals is { Name.Identifier.ValueText: var name } && attribute.NamedArguments.All(pair => pair.Key != name));

    /// <summary>Whether a type derives from the layers' base attribute.</summary>
    public static bool IsLayer(INamedTypeSymbol? type) => DerivesFrom(type, WellKnownNames.LayerAttribute);

    /// <summary>Whether a type derives from the blocks' base attribute.</summary>
    public static bool IsBlock(INamedTypeSymbol? type) => DerivesFrom(type, WellKnownNames.BlockAttribute);

    private static bool DerivesFrom(INamedTypeSymbol? type, string metadataName)
    {
        for (INamedTypeSymbol? ancestor = type?.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (IsNamed(ancestor, metadataName))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsNamed(INamedTypeSymbol? type, string metadataName) =>
        type is { Arity: 0, ContainingType: null } && type.ContainingNamespace is { } space
        && $"{space.ToDisplayString()}.{type.Name}" == metadataName;

    /// <summary>
    /// The kind of a layer's attribute. A user's own keeps its namespace, so that My.ConvAttribute is not taken for Conv; a block its assembly too.
    /// </summary>
    public static string KindOf(INamedTypeSymbol type) => IsBlock(type) ? $"{WithoutSuffix(FullNameOf(type))}, {type.ContainingAssembly.Name}"
        : WithoutSuffix(type.ContainingNamespace?.ToDisplayString() == WellKnownNames.Namespace && type.ContainingType is null ? type.Name : FullNameOf(type));

    private static string FullNameOf(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>An attribute's name as it is used.</summary>
    public static string WithoutSuffix(string name) =>
        name.EndsWith(AttributeSuffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - AttributeSuffix.Length) : name;

    private static bool TryAdd(string name, TypedConstant constant, bool isPositional, List<Argument> arguments)
    {
        if (constant.Kind == TypedConstantKind.Error)
        {
            return false;
        }

        if (constant is { Kind: TypedConstantKind.Array, IsNull: false })
        {
            // One argument for each value; a null among them is a name that no output has.
            foreach (TypedConstant element in constant.Values)
            {
                switch (element.Kind)
                {
                    case TypedConstantKind.Error:
                        return false;
                    case TypedConstantKind.Primitive or TypedConstantKind.Enum:
                        arguments.Add(new Argument(name, element.Value ?? "", element.Value is null ? "null" : TextOf(element), isPositional));
                        break;
                }
            }

            return true;
        }

        if (constant is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: { } value })
        {
            arguments.Add(new Argument(name, value, TextOf(constant), isPositional));
        }

        return true;
    }

    private static string TextOf(TypedConstant constant)
    {
        if (constant.Kind == TypedConstantKind.Enum && constant.Type is INamedTypeSymbol type)
        {
            string? member = type.GetMembers().OfType<IFieldSymbol>()
                .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))?.Name;
            return member is null ? SymbolDisplay.FormatPrimitive(constant.Value!, true, false) : $"{type.Name}.{member}";
        }

        return constant.Value is NameText.NetworkInput ? NameText.InputExpression : SymbolDisplay.FormatPrimitive(constant.Value!, quoteStrings: true, useHexadecimalNumbers: false);
    }
}
