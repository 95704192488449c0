using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Finds the layers that a block's text names, and what they take: in the block's namespace and those around it, then in the product's.</summary>
/// <remarks>A class's usings are no part of what another assembly sees of it, so that they do not count.</remarks>
internal sealed class SignatureReader(INamedTypeSymbol block, Compilation compilation)
{
    private static readonly string[] Suffixes = ["Attribute", ""];

    private readonly List<INamedTypeSymbol> _blocks = [];

    /// <summary>The blocks among the layers that have been found.</summary>
    public IReadOnlyList<INamedTypeSymbol> Blocks => _blocks;

    /// <summary>What a layer takes; null where there is none of the name.</summary>
    public LayerSignature? Read(string name)
    {
        if (Find(name) is not { } layer)
        {
            return null;
        }

        if (DeclarationReader.IsBlock(layer))
        {
            _blocks.Add(layer);
        }

        return new LayerSignature(
            name,
            DeclarationReader.KindOf(layer),
            layer.InstanceConstructors.Where(static one => one.DeclaredAccessibility == Accessibility.Public)
                .Select(static one => one.Parameters.Select(Parameter).ToEquatableArray()).ToEquatableArray(),
            Properties(layer).ToEquatableArray());
    }

    /// <summary>The enums whose members text may name: those of the block's parameters and of what its layers take.</summary>
    public EquatableArray<ParameterType> Enums(IEnumerable<BlockParameter> parameters, IEnumerable<LayerSignature> signatures) => parameters.Select(static parameter => parameter.Type)
        .Concat(signatures.SelectMany(static one => one.Constructors.SelectMany(static constructor => constructor).Concat(one.Properties)).Select(static parameter => parameter.Type))
        .Where(static type => type.Kind == ValueKind.Enumeration).Distinct().ToEquatableArray();

    /// <summary>The blocks in the block's own namespace, or in the class that it is nested in.</summary>
    public EquatableArray<string> Neighbours() => ((INamespaceOrTypeSymbol)block.ContainingSymbol).GetTypeMembers().Where(static type => !type.IsAbstract && DeclarationReader.IsBlock(type))
        .Select(static type => DeclarationReader.WithoutSuffix(type.Name)).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The type of a value as text computes with it.</summary>
    public static ParameterType TypeOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Int32 } => ParameterType.Integer,
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single } => ParameterType.Number,
        { SpecialType: SpecialType.System_Boolean } => ParameterType.Flag,
        { SpecialType: SpecialType.System_String } => ParameterType.Text,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String, Rank: 1 } => ParameterType.Texts,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration => new ParameterType(ValueKind.Enumeration, enumeration.Name, MembersOf(enumeration)),
        _ => new ParameterType(ValueKind.Other, type.ToDisplayString()),
    };

    private static EquatableArray<EnumMember> MembersOf(INamedTypeSymbol enumeration) => enumeration.GetMembers().OfType<IFieldSymbol>()
        .Where(static field => field is { HasConstantValue: true, ConstantValue: int or byte or sbyte or short or ushort })
        .Select(static field => new EnumMember(field.Name, Convert.ToInt32(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture))).ToEquatableArray();

    private static SignatureParameter Parameter(IParameterSymbol parameter)
    {
        bool isList = parameter.Type is IArrayTypeSymbol;
        ParameterType type = TypeOf(parameter.Type is IArrayTypeSymbol array ? array.ElementType : parameter.Type);
        object? initial = parameter.HasExplicitDefaultValue ? BlockValues.Normalized(parameter.ExplicitDefaultValue, type) : null;
        return new SignatureParameter(parameter.Name, type, parameter.IsOptional || parameter.IsParams, isList, initial);
    }

    private static IEnumerable<SignatureParameter> Properties(INamedTypeSymbol layer)
    {
        HashSet<string> seen = [];
        for (INamedTypeSymbol? ancestor = layer; ancestor is not null; ancestor = ancestor.BaseType)
        {
            foreach (IPropertySymbol property in ancestor.GetMembers().OfType<IPropertySymbol>()
                .Where(static one => one is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public }))
            {
                if (seen.Add(property.Name))
                {
                    yield return new SignatureParameter(property.Name, TypeOf(property.Type));
                }
            }
        }
    }

    private INamedTypeSymbol? Find(string name)
    {
        string[] parts = name.Split('.');
        for (INamespaceOrTypeSymbol? around = block.ContainingSymbol as INamespaceOrTypeSymbol; around is not null; around = around.ContainingSymbol as INamespaceOrTypeSymbol)
        {
            if (FindIn(around, parts) is { } layer)
            {
                return layer;
            }
        }

        return compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(static one => one.Name == WellKnownNames.Namespace) is { } ours ? FindIn(ours, parts) : null;
    }

    private INamedTypeSymbol? FindIn(INamespaceOrTypeSymbol around, string[] parts)
    {
        // The namespace of all assemblies: a block's layers may be in another one than itself.
        List<INamespaceOrTypeSymbol> left = [around is INamespaceSymbol space ? compilation.GetCompilationNamespace(space) ?? space : around];
        foreach (string part in parts.Take(parts.Length - 1))
        {
            left = left.SelectMany(one => one.GetMembers(part)).OfType<INamespaceOrTypeSymbol>().ToList();
        }

        string last = parts[parts.Length - 1];
        return left.SelectMany(one => Suffixes.SelectMany(suffix => one.GetTypeMembers(last + suffix, 0))).Where(static type => !type.IsAbstract && DeclarationReader.IsLayer(type))
            .OrderByDescending(type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, block.ContainingAssembly)).FirstOrDefault();
    }
}
