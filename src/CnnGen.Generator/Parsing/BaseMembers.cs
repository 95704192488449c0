using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>What a network's base classes have in the places of generated members: what these override, and what they cannot.</summary>
internal sealed class BaseMembers
{
    private readonly INamedTypeSymbol _type;
    private readonly GeneratedMembers _generated;
    private readonly Dictionary<string, ISymbol> _nearest = new(StringComparer.Ordinal);

    private BaseMembers(INamedTypeSymbol type, GeneratedMembers generated)
    {
        _type = type;
        _generated = generated;
    }

    /// <summary>Generated instance members, as <see cref="GeneratedMembers"/> writes them, that override one of a base class.</summary>
    public EquatableArray<string> Overridden { get; private set; }

    /// <summary>Abstract members under the names of generated ones that do not override them: of another type, static, or out of reach.</summary>
    public IReadOnlyList<ISymbol> Unfulfilled { get; private set; } = [];

    /// <summary>How a member is found among those of other classes: a method by its signature, all else by its name.</summary>
    public static string KeyOf(ISymbol member) => member switch
    {
        IMethodSymbol method => $"{method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(Signature)))})",
        IPropertySymbol { IsIndexer: true } => member.MetadataName,
        _ => member.Name,
    };

    /// <summary>Looks through all base classes.</summary>
    /// <param name="type">The network class.</param>
    /// <param name="generated">What is generated into it.</param>
    /// <param name="taken">Generated members whose place a member of its own takes, which is reported.</param>
    public static BaseMembers Of(INamedTypeSymbol type, GeneratedMembers generated, ICollection<string> taken)
    {
        BaseMembers members = new(type, generated);
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
        {
            foreach (ISymbol member in ancestor.GetMembers().Where(IsInherited))
            {
                string key = KeyOf(member);
                if (!members._nearest.ContainsKey(key))
                {
                    members._nearest.Add(key, member);
                }
            }
        }

        List<string> overridden = [.. members._nearest.Where(pair => members.IsOverridden(pair.Key, pair.Value)).Select(pair => pair.Key).OrderBy(key => key, StringComparer.Ordinal)];
        members.Overridden = overridden.ToEquatableArray();
        members.Unfulfilled = members._nearest
            .Where(pair => pair.Value.IsAbstract && !overridden.Contains(pair.Key) && members.IsHidden(pair.Key, pair.Value) && !taken.Contains(pair.Key) && !taken.Contains(pair.Value.Name))
            .Select(pair => pair.Value).OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
        return members;
    }

    /// <summary>How the class is disposed of.</summary>
    /// <param name="hasOwn">Whether it has a Dispose(bool) of the user's.</param>
    public Disposal Disposal(bool hasOwn)
    {
        bool isBaseDisposable = Find(GeneratedMembers.Dispose) is IMethodSymbol { IsAbstract: false, DeclaredAccessibility: Accessibility.Public } dispose && dispose.ReturnsVoid;
        IMethodSymbol? overridable = Find(GeneratedMembers.DisposeBool) is IMethodSymbol
        {
            ReturnsVoid: true, DeclaredAccessibility: Accessibility.Public or Accessibility.Protected,
        } method && IsOverridable(method) ? method : null;

        // The base class's Dispose() calls the Dispose(bool) that is overridden.
        bool isPattern = isBaseDisposable && overridable is not null;
        bool isMethodOverridden = Overridden.Contains(GeneratedMembers.Dispose);
        DisposeBool kind = hasOwn ? DisposeBool.Own : overridable is not null ? DisposeBool.Override : _type.IsSealed ? DisposeBool.None : DisposeBool.Virtual;
        return new Disposal(isPattern && !hasOwn, isBaseDisposable && (isPattern || isMethodOverridden), kind)
        {
            CallsBool = !isPattern && kind != DisposeBool.None,
            IsPublicBool = overridable?.DeclaredAccessibility == Accessibility.Public,
            BoolCallsBase = overridable is { IsAbstract: false },
        };
    }

    private ISymbol? Find(string key) => _nearest.TryGetValue(key, out ISymbol member) ? member : null;

    private bool IsOverridden(string key, ISymbol member) =>
        member.DeclaredAccessibility == Accessibility.Public && IsOverridable(member) && member switch
        {
            IMethodSymbol { Arity: 0, RefKind: RefKind.None } method => method.Parameters.All(parameter => parameter.RefKind == RefKind.None) && key switch
            {
                "Fork()" => Takes(method.ReturnType),
                "CreateTrainingGraph(int)" => IsNamed(method.ReturnType, "TrainingGraph"),
                _ => key != GeneratedMembers.DisposeBool && method.ReturnsVoid && _generated.Methods.Contains(key),
            },
            IPropertySymbol { IsIndexer: false, SetMethod: null, RefKind: RefKind.None } property => key == "Parameters" && IsNamed(property.Type, "ParameterCollection"),
            IPropertySymbol { IsIndexer: false, RefKind: RefKind.None, GetMethod: not null, SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public } } property =>
                key == "Threads" && property.Type.SpecialType == SpecialType.System_Int32,
            _ => false,
        };

    // An override may return what derives from what is asked for.
    private bool Takes(ITypeSymbol result) => result.SpecialType == SpecialType.System_Object
        || SymbolEqualityComparer.Default.Equals(result, _type)
        || _type.AllInterfaces.Contains(result, SymbolEqualityComparer.Default)
        || Ancestors(_type).Contains(result, SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    // A method beside generated methods of its name is only one more of them.
    private bool IsHidden(string key, ISymbol member) =>
        member is IMethodSymbol ? _generated.Methods.Contains(key) && key != GeneratedMembers.DisposeBool || _generated.Names.Contains(member.Name)
        : _generated.IsTaken(key);

    private static bool IsInherited(ISymbol member) =>
        member is { IsImplicitlyDeclared: false, IsStatic: false, DeclaredAccessibility: not Accessibility.Private }
        && member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol or IEventSymbol;

    private static bool IsOverridable(ISymbol member) => (member.IsAbstract || member.IsVirtual || member.IsOverride) && !member.IsSealed;

    private static bool IsNamed(ITypeSymbol type, string name) =>
        type.SpecialType == SpecialType.System_Object || (type.Name == name && type.ContainingType is null && type.ContainingNamespace?.ToDisplayString() == WellKnownNames.Namespace);

    private static readonly SymbolDisplayFormat Signature = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);
}
