using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Finds the layers that a block's text names, and what they take: in the block's namespace and those around it, then in the product's.</summary>
/// <remarks>
/// A class's usings are no part of what another assembly sees of it, so that they do not count. What the text of another assembly's block names
/// is what that assembly has recorded, or its own: the same names may be others' here.
/// </remarks>
internal sealed class SignatureReader(INamedTypeSymbol block, Compilation compilation)
{
    private static readonly string[] Suffixes = ["Attribute", ""];

    private readonly List<INamedTypeSymbol> _blocks = [];
    private readonly Dictionary<string, string> _ambiguous = [];

    /// <summary>The blocks among the layers that have been found.</summary>
    public IReadOnlyList<INamedTypeSymbol> Blocks => _blocks;

    /// <summary>The names that are layers of several assemblies, with those.</summary>
    public IReadOnlyDictionary<string, string> Ambiguous => _ambiguous;

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
            ConstructorsOf(layer).Select(static one => one.Parameters.Select(Parameter).ToEquatableArray()).ToEquatableArray(),
            Properties(layer).ToEquatableArray());
    }

    /// <summary>The enums whose members text may name: those of the block's parameters and of what its layers take.</summary>
    public EquatableArray<ParameterType> Enums(IEnumerable<BlockParameter> parameters, IEnumerable<LayerSignature> signatures) => parameters.Select(static parameter => parameter.Type)
        .Concat(signatures.SelectMany(static one => one.Constructors.SelectMany(static constructor => constructor).Concat(one.Properties)).Select(static parameter => parameter.Type))
        .Where(static type => type.Kind == ValueKind.Enumeration).Distinct().ToEquatableArray();

    /// <summary>The blocks that text may name without a namespace.</summary>
    public EquatableArray<string> Neighbours() => Around().SelectMany(around => around.GetTypeMembers()).Where(type => CanBeUsed(type) && DeclarationReader.IsBlock(type))
        .Select(static type => DeclarationReader.WithoutSuffix(type.Name)).Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The type of a value as text computes with it.</summary>
    public static ParameterType TypeOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Int32 } => ParameterType.Integer,
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single } => ParameterType.Number,
        { SpecialType: SpecialType.System_Boolean } => ParameterType.Flag,
        { SpecialType: SpecialType.System_String } => ParameterType.Text,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String, Rank: 1 } => ParameterType.Texts,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration =>
            new ParameterType(ValueKind.Enumeration, enumeration.Name, MembersOf(enumeration), enumeration.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
        _ => new ParameterType(ValueKind.Other, type.ToDisplayString()),
    };

    private static EquatableArray<EnumMember> MembersOf(INamedTypeSymbol enumeration) => enumeration.GetMembers().OfType<IFieldSymbol>()
        .Where(static field => field.HasConstantValue).Select(static field => new EnumMember(field.Name, EnumValue.NumberOf((IConvertible)field.ConstantValue!))).ToEquatableArray();

    /// <summary>What uses may call.</summary>
    public static IEnumerable<IMethodSymbol> ConstructorsOf(INamedTypeSymbol layer) => layer.InstanceConstructors.Where(static one => one.DeclaredAccessibility == Accessibility.Public);

    /// <summary>The properties of a class that uses may set, without those of its base.</summary>
    public static IEnumerable<IPropertySymbol> SettableIn(INamedTypeSymbol declaring) => declaring.GetMembers().OfType<IPropertySymbol>().Where(IsSettable);

    /// <summary>Whether uses may set a property.</summary>
    public static bool IsSettable(IPropertySymbol property) =>
        property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public };

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
            foreach (IPropertySymbol property in SettableIn(ancestor))
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
        if (!compilation.Declares(block) && BlockValues.RecordedOf(block).TryGetValue(name, out TypedConstant recorded) && recorded.Kind == TypedConstantKind.Type)
        {
            return recorded.Value as INamedTypeSymbol;
        }

        return Around().Select(around => FindIn(around, name)).FirstOrDefault(static layer => layer is not null);
    }

    /// <summary>Where names are looked up: what the block is in, from within, then the product's namespace.</summary>
    private IEnumerable<INamespaceOrTypeSymbol> Around()
    {
        for (INamespaceOrTypeSymbol? around = block.ContainingSymbol as INamespaceOrTypeSymbol; around is not null; around = around.ContainingSymbol as INamespaceOrTypeSymbol)
        {
            yield return Seen(around);
        }

        if (compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(static one => one.Name == WellKnownNames.Namespace) is { } ours)
        {
            yield return ours;
        }
    }

    /// <summary>A namespace with what all assemblies have in it, as the block's own assembly sees it; here that is known of this one alone.</summary>
    private INamespaceOrTypeSymbol Seen(INamespaceOrTypeSymbol around) =>
        around is INamespaceSymbol space && compilation.Declares(block) ? compilation.GetCompilationNamespace(space) ?? space : around;

    private INamedTypeSymbol? FindIn(INamespaceOrTypeSymbol around, string name)
    {
        string[] parts = name.Split('.');
        List<INamespaceOrTypeSymbol> left = [around];
        foreach (string part in parts.Take(parts.Length - 1))
        {
            left = left.SelectMany(one => one.GetMembers(part)).OfType<INamespaceOrTypeSymbol>().ToList();
        }

        string last = parts[parts.Length - 1];
        List<INamedTypeSymbol> found = Suffixes.Select(suffix => left.SelectMany(one => one.GetTypeMembers(last + suffix, 0)).Where(CanBeUsed).ToList()).FirstOrDefault(static one => one.Count > 0) ?? [];
        if (found.Count > 1 && found.All(type => !IsOfTheBlocksAssembly(type)))
        {
            _ambiguous[name] = Wording.And(found.Select(static type => type.ContainingAssembly.Name).OrderBy(static one => one, StringComparer.Ordinal).ToList());
        }

        return found.FirstOrDefault(IsOfTheBlocksAssembly) ?? found.FirstOrDefault();
    }

    private bool CanBeUsed(INamedTypeSymbol type) =>
        !type.IsAbstract && DeclarationReader.IsLayer(type) && (IsOfTheBlocksAssembly(type) || compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));

    private bool IsOfTheBlocksAssembly(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, block.ContainingAssembly);
}
