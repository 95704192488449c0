using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>Whether a class can be a network: what it is, what is around it, what it derives from, what it has already.</summary>
internal sealed class ClassRules
{
    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly GeneratedMembers _generated;
    private readonly DiagnosticList _diagnostics;
    private readonly SortedSet<string> _taken = new(StringComparer.Ordinal);
    private bool _hasOwnDispose;

    private ClassRules(INamedTypeSymbol type, TypeDeclarationSyntax declaration, GeneratedMembers generated, DiagnosticList diagnostics)
    {
        _generated = generated;
        _type = type;
        _declaration = declaration;
        _diagnostics = diagnostics;
    }

    /// <summary>Whether code, if only stubs, can be added to the class.</summary>
    public bool CanExtend { get; private set; } = true;

    /// <summary>Generated members, as <see cref="GeneratedMembers"/> writes them, whose place is taken.</summary>
    public EquatableArray<string> Taken => _taken.ToEquatableArray();

    /// <summary>Generated members that override one of a base class.</summary>
    public EquatableArray<string> Overridden { get; private set; }

    /// <summary>How the class is disposed of.</summary>
    public Disposal Disposal { get; private set; } = Disposal.Plain;

    /// <summary>Whether a base class has an abstract member that nothing can override, which is reported.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>What the project lacks, which is reported.</summary>
    public ProjectLack Lack { get; private set; }

    /// <summary>The constructor that a stub of the class has.</summary>
    public StubConstructor StubConstructor { get; private set; }

    /// <summary>Whether its base class is a network, which is reported.</summary>
    public bool DerivesFromNetwork { get; private set; }

    /// <summary>Checks a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="declaration">The part of it that has its attributes.</param>
    /// <param name="outputs">The network's outputs.</param>
    /// <param name="isInspected">Whether what every layer gives can be read.</param>
    /// <param name="compilation">Its project.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static ClassRules Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, OutputMarks outputs, bool isInspected, Compilation compilation, DiagnosticList diagnostics)
    {
        ClassRules rules = new(type, declaration, new GeneratedMembers(outputs.FurtherNames, isInspected), diagnostics);
        rules.CheckProject(compilation, outputs.Further.Count > 0);
        rules.CheckName(compilation);
        rules.CheckPartial();
        rules.CheckContaining();
        rules.CheckKind();
        rules.CheckBase();
        rules.CheckMembers();
        rules.CheckBaseMembers();
        return rules;
    }

    private Location ClassLocation => _declaration.Identifier.GetLocation();

    private void CheckProject(Compilation compilation, bool hasFurtherOutputs)
    {
        (Lack, string message) = ProjectRules.Check(compilation, hasFurtherOutputs);
        if (Lack != ProjectLack.None)
        {
            _diagnostics.Report(Descriptors.ProjectLacks, ClassLocation, message);
        }
    }

    /// <summary>Whether the class's name hides what all generated code is written with.</summary>
    private void CheckName(Compilation compilation)
    {
        string name = _type.ToDisplayString(FullName);
        if (ProjectRules.IsNeeded(name, _type, compilation))
        {
            // No code at all can be written beside it.
            _diagnostics.Report(Descriptors.MemberClash, ClassLocation, $"the class cannot be named '{_type.Name}': the generated code uses {name}, which it would hide");
            CanExtend = false;
        }
    }

    private void CheckPartial()
    {
        if (!IsPartial(_declaration))
        {
            _diagnostics.Report(Descriptors.NotPartial, ClassLocation, $"'{_type.Name}' is not partial: the network's code is generated into it, so it must be declared 'partial class {_type.Name}'");
            CanExtend = false;
        }
    }

    private void CheckContaining()
    {
        foreach (TypeDeclarationSyntax outer in _declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            string name = outer.Identifier.ValueText;
            if (!IsPartial(outer))
            {
                _diagnostics.Report(Descriptors.NotPartial, outer.Identifier.GetLocation(), $"'{name}' contains the network '{_type.Name}' and is not partial: code is generated into both");
                CanExtend = false;
            }
            else if (outer.TypeParameterList is not null)
            {
                _diagnostics.Report(Descriptors.WrongClass, outer.Identifier.GetLocation(), $"'{name}' is generic: a network cannot be nested in a generic type");
            }
            else if (outer.Modifiers.Any(SyntaxKind.FileKeyword))
            {
                _diagnostics.Report(Descriptors.WrongClass, outer.Identifier.GetLocation(), $"'{name}' is local to its file: a network's code is generated into another file");
                CanExtend = false;
            }
        }
    }

    private void CheckKind()
    {
        bool isFileLocal = _type.IsFileLocal && _type.ContainingType is null;
        CanExtend &= !isFileLocal;
        bool hasConstructor = _type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared);
        string? wrong =
            _type.IsStatic ? "is static: its instances hold the weights"
            : _type.TypeParameters.Length > 0 ? "is generic: every shape must be known when it is compiled"
            : _type.IsRecord ? "is a record: two networks are not equal because their fields are"
            : _type.IsAbstract ? "is abstract: the generated code makes instances of it"
            : _type.IsComImport ? "is a COM import: it can have no code of its own"
            : HasExplicitLayout ? "has an explicit layout: the generated code adds a field without an offset"
            : isFileLocal ? "is local to its file: a network's code is generated into another file"
            : hasConstructor ? "has a constructor: instances are made by Create, Load and Fork"
            : null;
        if (wrong is not null)
        {
            _diagnostics.Report(Descriptors.WrongClass, ClassLocation, $"'{_type.Name}' {wrong}");
        }

        CanExtend &= !_type.IsComImport;
        if (hasConstructor || _type.IsStatic || _type.IsRecord)
        {
            StubConstructor = StubConstructor.None;
        }
    }

    private bool HasExplicitLayout => _type.GetAttributes().Any(attribute =>
        DeclarationReader.IsNamed(attribute.AttributeClass, "System.Runtime.InteropServices.StructLayoutAttribute")
        && attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0] is { Kind: not TypedConstantKind.Array, Value: { } kind }
        && Convert.ToInt32(kind, CultureInfo.InvariantCulture) == (int)LayoutKind.Explicit);

    private void CheckBase()
    {
        if (_type is not { BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: TypeKind.Class } ancestor, IsStatic: false, IsRecord: false })
        {
            CheckRequired();
            return;
        }

        bool isNetwork = ancestor.GetAttributes().Any(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.InputAttribute));
        bool isMade = ancestor.InstanceConstructors.Any(constructor =>
            IsAccessible(constructor) && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));
        if (isNetwork || !isMade)
        {
            DerivesFromNetwork = isNetwork;
            _diagnostics.Report(
                Descriptors.WrongClass,
                ClassLocation,
                isNetwork
                    ? $"'{_type.Name}' derives from the network '{ancestor.Name}': a network declares all of its layers itself"
                    : $"'{_type.Name}' derives from '{ancestor.Name}', which has no parameterless constructor: the generated code makes instances of it");
            if (StubConstructor == StubConstructor.Plain)
            {
                StubConstructor = StubConstructor.External;
            }
        }

        // A network's required members are said of that network.
        if (!isNetwork)
        {
            CheckRequired();
        }
    }

    private void CheckRequired()
    {
        for (INamedTypeSymbol? type = _type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().FirstOrDefault(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) is { } required)
            {
                _diagnostics.Report(
                    Descriptors.WrongClass,
                    PlacesHere(required).FirstOrDefault() ?? ClassLocation,
                    $"'{_type.Name}' has the required member '{required.Name}': the generated code makes instances of it and does not know its value");
                return;
            }
        }
    }

    // A member of another project has a place that this compilation does not know.
    private IEnumerable<Location> PlacesHere(ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _type.ContainingAssembly) ? member.Locations.Where(static place => place.IsInSource) : [];

    private void CheckMembers()
    {
        if (_generated.IsTaken(_type.Name))
        {
            Take(_type.Name, ClassLocation, $"the class cannot be named '{_type.Name}': a member of that name is generated into it");
        }

        foreach (ISymbol member in _type.GetMembers().Where(member => !member.IsImplicitlyDeclared))
        {
            CheckMember(member);
        }
    }

    private void CheckBaseMembers()
    {
        BaseMembers members = BaseMembers.Of(_type, _generated, _taken);
        Overridden = members.Overridden;
        Disposal = members.Disposal(_hasOwnDispose);
        if (members.Unfulfilled.Count > 0)
        {
            string names = Wording.And(members.Unfulfilled.Select(member => $"'{member.ContainingType.Name}.{member.Name}'"));
            _diagnostics.Report(
                Descriptors.MemberClash,
                ClassLocation,
                members.Unfulfilled.Count == 1
                    ? $"'{_type.Name}' inherits the abstract {names}: a member of that name is generated into every network and does not override it"
                    : $"'{_type.Name}' inherits the abstract {names}: members of these names are generated into every network and do not override them",
                members.Unfulfilled.SelectMany(PlacesHere).ToArray());

            // A method with a property's name is hidden by it just so.
            members.Unfulfilled.ToList().ForEach(member => Take(_generated.Names.Contains(member.Name) ? member.Name : BaseMembers.KeyOf(member)));
            IsUnfinished = !_type.IsSealed;
        }
    }

    private void CheckMember(ISymbol member)
    {
        Location location = member.Locations.FirstOrDefault(place => place.IsInSource) ?? ClassLocation;
        switch (member)
        {
            case IMethodSymbol { MethodKind: MethodKind.Ordinary } method:
                string signature = BaseMembers.KeyOf(method);
                bool isAccessor = method.Name is "get_Info" or "set_Info" or "get_Parameters" or "set_Parameters";
                if (_generated.Names.Contains(method.Name) || isAccessor)
                {
                    Take(isAccessor ? method.Name.Substring(4) : method.Name, location, Message(method.Name));
                }
                else if (signature == GeneratedMembers.DisposeBool && method is { IsStatic: false, ReturnsVoid: true, Arity: 0 } && method.Parameters[0].RefKind == RefKind.None)
                {
                    // A part of the dispose pattern: the generated Dispose() calls it.
                    _hasOwnDispose = true;
                }
                else if (_generated.Methods.Contains(signature) && method.Arity == 0 && method.Parameters.All(parameter => parameter.RefKind == RefKind.None))
                {
                    Take(signature, location, $"'{signature}' is generated into every network: give this one other parameters or another name");
                }

                break;
            case IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } method when method.ExplicitInterfaceImplementations.FirstOrDefault(IsNetworkMember) is { } implemented:
                Take(GeneratedMembers.Explicit + BaseMembers.KeyOf(implemented), location, "the network's own interface is implemented by generated code");
                break;
            case IPropertySymbol property when property.ExplicitInterfaceImplementations.FirstOrDefault(IsNetworkMember) is { } implemented:
                Take(GeneratedMembers.Explicit + implemented.Name, location, "the network's own interface is implemented by generated code");
                break;
            case IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } method when method.ExplicitInterfaceImplementations.FirstOrDefault(IsDispose) is { } implemented:
                // Beside the generated method it is C#; only stubs implement the interface explicitly.
                _taken.Add(GeneratedMembers.Explicit + BaseMembers.KeyOf(implemented));
                break;
            case IMethodSymbol:
                break;
            default:
                // An indexer is a property named Item, or as its IndexerName says.
                string name = BaseMembers.KeyOf(member);
                if (_generated.IsTaken(name) && name != _type.Name)
                {
                    Take(name, location, Message(name));
                }

                break;
        }
    }

    private static string Message(string name) => $"a member named '{name}' is generated into every network: give this one another name";

    private static bool IsDispose(IMethodSymbol method) => method is { Name: "Dispose", ContainingType.SpecialType: SpecialType.System_IDisposable };

    private static bool IsNetworkMember(ISymbol member) =>
        member.ContainingType is { Name: "INetwork" or "ITrainableNetwork", Arity: 1 } type && type.ContainingNamespace?.ToDisplayString() == WellKnownNames.Namespace;

    /// <summary>Notes a member whose place is taken: a method's signature, or a name with every generated member that has it.</summary>
    private void Take(string member, Location location, string message)
    {
        _diagnostics.Report(Descriptors.MemberClash, location, message);
        Take(member);
    }

    private void Take(string member)
    {
        _taken.Add(member);
        _taken.UnionWith(_generated.Methods.Where(method => GeneratedMembers.NameOf(method) == member));
    }

    private bool IsAccessible(IMethodSymbol constructor) => constructor.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, _type.ContainingAssembly)
            || constructor.ContainingAssembly.GivesAccessTo(_type.ContainingAssembly),
        _ => IsInside(constructor.ContainingType),
    };

    private bool IsInside(INamedTypeSymbol outer)
    {
        for (INamedTypeSymbol? type = _type.ContainingType; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, outer))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
}
