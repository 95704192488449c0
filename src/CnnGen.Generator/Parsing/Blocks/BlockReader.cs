using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Reads a block's class into a definition without Roslyn's types.</summary>
/// <param name="type">The class; for text on a network the network.</param>
/// <param name="compilation">Where it is used.</param>
/// <param name="kind">What the definition is called.</param>
internal sealed class BlockReader(INamedTypeSymbol type, Compilation compilation, string kind)
{
    private const string LayersParameter = "layers";
    private const string NameParameter = "name";
    private const string WhenProperty = "When";

    private readonly List<BodyProblem> _problems = [];
    private readonly List<INamedTypeSymbol> _inner = [];

    /// <summary>The blocks that the body uses.</summary>
    public IReadOnlyList<INamedTypeSymbol> InnerBlocks => _inner;

    /// <summary>Reads the class.</summary>
    public BlockDefinition Read()
    {
        bool isHalfTyped = false;
        List<BodyLine> lines = [];
        List<LetLine> lets = [];
        PrefixText? prefix = null;
        IReadOnlyList<AttributeData> attributes = type.GetAttributes();
        for (int place = 0; place < attributes.Count; place++)
        {
            AttributeData attribute = attributes[place];
            if (DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.PrefixAttribute))
            {
                isHalfTyped |= !IsTyped(attribute);
                prefix = attribute.ConstructorArguments.Select(static argument => argument.Value).FirstOrDefault() is string text ? new PrefixText(BodyTextReader.ReadTemplate(kind, place, "prefix", text, _problems)) : null;
            }
            else if (DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.LetAttribute))
            {
                LetLine? let = ReadLet(attribute, place);
                isHalfTyped |= let is null;
                lets.AddRange(new[] { let }.OfType<LetLine>());
            }
            else if (IsBody(attribute.AttributeClass))
            {
                BodyLine? line = ReadLine(attribute, place);
                isHalfTyped |= line is null;
                lines.AddRange(new[] { line }.OfType<BodyLine>());
            }
            else if (DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.InputAttribute))
            {
                Report(place, "a block has no Input of its own: it takes what it is given where it is used");
            }

            // One that is misspelt may be a layer.
            isHalfTyped |= attribute.AttributeClass is IErrorTypeSymbol;
        }

        if (lines.Count == 0 && !isHalfTyped)
        {
            Report(BodyPlace.WholeClass, $"the block {NameOf(type)} has no body: put its layers on the class, as attributes");
        }

        return Define(NameOf(type), Parameters(), lines) with { Lets = lets.ToEquatableArray(), Prefix = prefix, IsHalfTyped = isHalfTyped, IsInSource = type.DeclaringSyntaxReferences.Length > 0 };
    }

    /// <summary>Reads text that stands on a network.</summary>
    /// <param name="attribute">The attribute that has the text.</param>
    /// <param name="place">Its place among the network's layers.</param>
    public BlockDefinition ReadText(AttributeData attribute, int place)
    {
        BodyLine? line = ReadLine(attribute, place);
        return Define(NameOf(type), [], new[] { line }.OfType<BodyLine>().ToList()) with { IsAnonymous = true, IsHalfTyped = line is null, IsInSource = true };
    }

    /// <summary>The kind of text on a network, by its place there.</summary>
    public static string AnonymousKind(int place) => System.FormattableString.Invariant($"<text {place}>");

    /// <summary>Whether an attribute is layers as text.</summary>
    public static bool IsText(INamedTypeSymbol? attribute) =>
        DeclarationReader.IsNamed(attribute, WellKnownNames.LayersAttribute) || DeclarationReader.IsNamed(attribute, WellKnownNames.BranchAttribute);

    private static bool IsBody(INamedTypeSymbol? attribute) => IsText(attribute) || DeclarationReader.IsLayer(attribute);

    private static bool IsTyped(AttributeData attribute) => DeclarationReader.Read(attribute) is not null;

    private BlockDefinition Define(string name, IReadOnlyList<BlockParameter> parameters, List<BodyLine> lines)
    {
        SignatureReader signatures = new(type, compilation);
        List<string> named = lines.Select(static line => line.Layers).OfType<BodyText>().SelectMany(static text => text.Items)
            .SelectMany(BodyLayers.In).Select(static layer => layer.LayerName).OfType<string>().Distinct().ToList();
        EquatableArray<LayerSignature> found = named.Select(signatures.Read).OfType<LayerSignature>().ToEquatableArray();
        _inner.AddRange(signatures.Blocks);
        return new BlockDefinition(kind, name, parameters.ToEquatableArray(), lines.ToEquatableArray(), found) { Problems = _problems.ToEquatableArray(), Enums = signatures.Enums(parameters, found), Neighbours = found.Count < named.Count ? signatures.Neighbours() : default };
    }

    private BodyLine? ReadLine(AttributeData attribute, int place)
    {
        if (DeclarationReader.Read(attribute) is not { } declaration)
        {
            return null;
        }

        if (!IsText(attribute.AttributeClass))
        {
            if (DeclarationReader.IsBlock(attribute.AttributeClass))
            {
                _inner.Add(attribute.AttributeClass!);
            }

            return new BodyLine(place, declaration, null);
        }

        string? branch = declaration.FindText(NameParameter);
        if (DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.BranchAttribute) && (branch is null || !NameText.IsName(branch)))
        {
            _problems.Add(new BodyProblem("CNN004", new BodyPlace(kind, place, NameParameter, default), $"the branch's name {NameText.Rule}"));
        }

        return new BodyLine(place, null, BodyTextReader.ReadLayers(kind, place, LayersParameter, declaration.FindText(LayersParameter) ?? "", _problems))
        {
            Branch = branch,
            When = declaration.FindText(WhenProperty) is { } when ? BodyTextReader.ReadValue(kind, place, WhenProperty, when, _problems) : null,
        };
    }

    private LetLine? ReadLet(AttributeData attribute, int place)
    {
        if (DeclarationReader.Read(attribute) is not { } let)
        {
            return null;
        }

        string name = let.FindText(NameParameter) ?? "";
        if (!CSharpText.IsIdentifier(name) || BuiltInNames.Everywhere.Contains(name) || Parameters().Any(parameter => parameter.Name == name))
        {
            _problems.Add(new BodyProblem("CNN004", new BodyPlace(kind, place, NameParameter, default), $"'{name}' cannot be the name of a value: it must be a C# name that the block does not have yet"));
        }

        return new LetLine(name, BodyTextReader.ReadValue(kind, place, "value", let.FindText("value") ?? "", _problems));
    }

    private List<BlockParameter> Parameters()
    {
        List<BlockParameter> found = [];
        foreach (IParameterSymbol parameter in type.InstanceConstructors.Where(static one => one.DeclaredAccessibility == Accessibility.Public).SelectMany(static one => one.Parameters))
        {
            Add(new BlockParameter(parameter.Name, SignatureReader.TypeOf(parameter.Type), parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null));
        }

        for (INamedTypeSymbol? ancestor = type; ancestor is not null && !DeclarationReader.IsNamed(ancestor, WellKnownNames.BlockAttribute); ancestor = ancestor.BaseType)
        {
            foreach (ISymbol member in ancestor.GetMembers())
            {
                switch (member)
                {
                    case IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public } property:
                        Add(new BlockParameter(property.Name, SignatureReader.TypeOf(property.Type), DefaultOf(property)));
                        break;
                    case IFieldSymbol { IsConst: true, HasConstantValue: true } constant:
                        Add(new BlockParameter(constant.Name, SignatureReader.TypeOf(constant.Type), constant.ConstantValue, IsConstant: true));
                        break;
                }
            }
        }

        // A constant that is private is in no other assembly's view, but for what the generator has recorded.
        foreach (AttributeData recorded in BlockValues.RecordedOf(type))
        {
            object? value = recorded.ConstructorArguments[2].Value;
            if (recorded.ConstructorArguments[2].Type is { } valueType && recorded.ConstructorArguments[1].Value is string name)
            {
                Add(new BlockParameter(name, SignatureReader.TypeOf(valueType), value, IsConstant: true));
            }
        }

        return found;

        void Add(BlockParameter parameter)
        {
            if (found.All(one => one.Name != parameter.Name))
            {
                found.Add(parameter with { Default = BlockValues.Normalized(parameter.Default, parameter.Type) });
            }
        }
    }

    private object? DefaultOf(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax syntax)
        {
            return BlockValues.Recorded(type, property.Name);
        }

        if (syntax.Initializer is not { Value: var initial })
        {
            return BlockValues.Initial(SignatureReader.TypeOf(property.Type));
        }

        Optional<object?> constant = compilation.ContainsSyntaxTree(initial.SyntaxTree) ? compilation.GetSemanticModel(initial.SyntaxTree).GetConstantValue(initial) : default;
        if (!constant.HasValue && SignatureReader.TypeOf(property.Type).Kind != ValueKind.Other)
        {
            Report(BodyPlace.WholeClass, $"the block's property {property.Name} begins with '{initial}', which is no constant: text that is read at compile time cannot know it", property.Name);
        }

        return constant.HasValue ? constant.Value : null;
    }

    private void Report(int place, string message, string? parameter = null) =>
        _problems.Add(new BodyProblem(BodyProblemIds.Unusable, new BodyPlace(kind, place, parameter, default), message));

    private static string NameOf(INamedTypeSymbol type) => DeclarationReader.WithoutSuffix(type.Name);
}
