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
    private const string ValueParameter = "value";
    private const string WhenProperty = "When";

    private readonly List<BodyProblem> _problems = [];
    private readonly List<INamedTypeSymbol> _inner = [];

    /// <summary>The blocks that the body uses.</summary>
    public IReadOnlyList<INamedTypeSymbol> InnerBlocks => _inner;

    /// <summary>Reads the class.</summary>
    public BlockDefinition Read()
    {
        IReadOnlyList<BlockParameter> parameters = new ParameterReader(type, compilation, ReportMember).Read();
        List<BodyLine> lines = [];
        List<LetLine> lets = [];
        BodyText? prefix = null;
        bool isHalfTyped = false;
        IReadOnlyList<AttributeData> attributes = type.GetAttributes();
        for (int place = 0; place < attributes.Count; place++)
        {
            AttributeData attribute = attributes[place];
            INamedTypeSymbol? attributeClass = attribute.AttributeClass;
            if (DeclarationReader.IsNamed(attributeClass, WellKnownNames.InputAttribute))
            {
                Report(place, "a block has no Input of its own: it takes what it is given where it is used");
            }

            if (!IsOfTheBody(attributeClass))
            {
                // One that is misspelt may be a layer.
                isHalfTyped |= attributeClass is IErrorTypeSymbol;
            }
            else if (DeclarationReader.Read(attribute) is not { } declaration)
            {
                isHalfTyped = true;
            }
            else if (IsLet(attributeClass))
            {
                lets.Add(ReadLet(declaration, place, [.. parameters.Select(static one => one.Name), .. lets.Select(static one => one.Name)]));
            }
            else if (IsPrefix(attributeClass))
            {
                prefix = declaration.FindText(BuiltInNames.PrefixParameter) is { } text ? BodyTextReader.ReadTemplate(kind, place, BuiltInNames.PrefixParameter, text, _problems) : null;
            }
            else
            {
                lines.Add(ReadLine(attributeClass!, declaration, place));
            }
        }

        CheckNames(parameters, prefix);
        CheckDeclarations(attributes);
        if (lines.Count == 0 && !isHalfTyped && !type.IsAbstract)
        {
            Report(BodyPlace.WholeClass, $"the block {NameOf(type)} has no body: put its layers on the class, as attributes");
        }

        return Define(parameters, lines) with
        {
            Lets = lets.ToEquatableArray(),
            Prefix = prefix,
            IsHalfTyped = isHalfTyped,
            Assembly = compilation.Declares(type) && BlockParser.IsChecked(type) ? null : type.ContainingAssembly.Name,
        };
    }

    /// <summary>Reads text that stands on a network.</summary>
    /// <param name="attribute">The attribute that has the text.</param>
    /// <param name="place">Its place among the network's layers.</param>
    public BlockDefinition ReadText(AttributeData attribute, int place)
    {
        List<BodyLine> lines = DeclarationReader.Read(attribute) is { } declaration ? [ReadLine(attribute.AttributeClass!, declaration, place)] : [];
        return Define([], lines) with { IsAnonymous = true, IsHalfTyped = lines.Count == 0 };
    }

    /// <summary>The kind of text on a network, by its place there.</summary>
    public static string AnonymousKind(int place) => System.FormattableString.Invariant($"<text {place}>");

    /// <summary>Whether an attribute names a value of a block.</summary>
    public static bool IsLet(INamedTypeSymbol? attribute) => DeclarationReader.IsNamed(attribute, WellKnownNames.LetAttribute);

    /// <summary>Whether an attribute says what the names of a block's layers begin with.</summary>
    public static bool IsPrefix(INamedTypeSymbol? attribute) => DeclarationReader.IsNamed(attribute, WellKnownNames.PrefixAttribute);

    /// <summary>Whether an attribute is layers as text.</summary>
    public static bool IsText(INamedTypeSymbol? attribute) =>
        DeclarationReader.IsNamed(attribute, WellKnownNames.LayersAttribute) || DeclarationReader.IsNamed(attribute, WellKnownNames.BranchAttribute);

    private BlockDefinition Define(IReadOnlyList<BlockParameter> parameters, List<BodyLine> lines)
    {
        SignatureReader signatures = new(type, compilation);
        List<(BodyText Text, Expression Layer)> layers = lines.Select(static line => line.Layers).OfType<BodyText>()
            .SelectMany(static text => text.Items.SelectMany(BodyLayers.In), static (text, layer) => (text, layer)).ToList();
        List<string> named = layers.Select(static one => one.Layer.LayerName).OfType<string>().Distinct().ToList();
        EquatableArray<LayerSignature> found = named.Select(signatures.Read).OfType<LayerSignature>().ToEquatableArray();
        _inner.AddRange(signatures.Blocks);
        _problems.AddRange(layers.Where(one => one.Layer.LayerName is { } name && signatures.Ambiguous.ContainsKey(name)).Select(one => new BodyProblem(
            BodyProblemIds.UnknownLayer,
            new BodyPlace(kind, one.Text.Line, one.Text.Parameter, BodyLayers.NamePlace(one.Layer)),
            $"'{one.Layer.LayerName}' may be several layers: there is one in each of {signatures.Ambiguous[one.Layer.LayerName!]}")));
        return new BlockDefinition(kind, NameOf(type), parameters.ToEquatableArray(), lines.ToEquatableArray(), found)
        {
            Problems = _problems.ToEquatableArray(),
            Enums = signatures.Enums(parameters, found),
            Neighbours = found.Count < named.Count ? signatures.Neighbours() : default,
        };
    }

    private BodyLine ReadLine(INamedTypeSymbol attribute, LayerDeclaration declaration, int place)
    {
        if (!IsText(attribute))
        {
            if (DeclarationReader.IsBlock(attribute))
            {
                _inner.Add(attribute);
            }

            return new BodyLine(place, declaration, null);
        }

        string? branch = declaration.FindText(NameParameter);
        if (DeclarationReader.IsNamed(attribute, WellKnownNames.BranchAttribute) && (branch is null || !NameText.IsName(branch)))
        {
            _problems.Add(new BodyProblem("CNN004", new BodyPlace(kind, place, NameParameter, default), $"the branch's name {NameText.Rule}"));
        }

        return new BodyLine(place, null, BodyTextReader.ReadLayers(kind, place, LayersParameter, declaration.FindText(LayersParameter) ?? "", _problems))
        {
            Branch = branch,
            When = declaration.FindText(WhenProperty) is { } when ? BodyTextReader.ReadValue(kind, place, WhenProperty, when, _problems) : null,
        };
    }

    private LetLine ReadLet(LayerDeclaration let, int place, IReadOnlyList<string> taken)
    {
        string name = let.FindText(NameParameter) ?? "";
        if (!CSharpText.IsIdentifier(name) || BuiltInNames.Everywhere.Contains(name) || taken.Contains(name))
        {
            _problems.Add(new BodyProblem("CNN004", new BodyPlace(kind, place, NameParameter, default), $"'{name}' cannot be the name of a value: it must be a C# name that the block does not have yet"));
        }

        return new LetLine(name, BodyTextReader.ReadValue(kind, place, ValueParameter, let.FindText(ValueParameter) ?? "", _problems));
    }

    /// <summary>Whether what the block is given is called as what every text may name.</summary>
    private void CheckNames(IEnumerable<BlockParameter> parameters, BodyText? prefix)
    {
        bool counts = prefix is { Single: { } template } && BuiltInNames.IsIn(template, BuiltInNames.Number);
        foreach (BlockParameter parameter in parameters.Where(one => BuiltInNames.Everywhere.Contains(one.Name) || (counts && one.Name == BuiltInNames.Number)))
        {
            ReportMember(type, parameter.Name, $"'{parameter.Name}' cannot be the name of what a block is given: its text has another meaning for it");
        }
    }

    /// <summary>Whether all of the body stands on one declaration of the class.</summary>
    private void CheckDeclarations(IReadOnlyList<AttributeData> attributes)
    {
        SyntaxNode? first = null;
        for (int place = 0; place < attributes.Count; place++)
        {
            if (IsOfTheBody(attributes[place].AttributeClass) && attributes[place].ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
                && (first ??= declaration) != declaration)
            {
                Report(place, $"the block {NameOf(type)} has its body on two declarations: the order would depend on the order of files; put all of it on one");
                return;
            }
        }
    }

    private static bool IsOfTheBody(INamedTypeSymbol? attribute) => IsText(attribute) || DeclarationReader.IsLayer(attribute) || IsLet(attribute) || IsPrefix(attribute);

    private void Report(int place, string message) => _problems.Add(new BodyProblem(BodyProblemIds.Unusable, new BodyPlace(kind, place, null, default), message));

    // A base class's members are said of the base class.
    private void ReportMember(INamedTypeSymbol declaring, string? member, string message) =>
        _problems.Add(new BodyProblem(BodyProblemIds.Unusable, new BodyPlace(DeclarationReader.KindOf(declaring), BodyPlace.WholeClass, member, default), message));

    private static string NameOf(INamedTypeSymbol type) => DeclarationReader.WithoutSuffix(type.Name);
}
