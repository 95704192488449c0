using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>From a class symbol to a spec and diagnostics.</summary>
internal sealed class NetworkParser
{
    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly CancellationToken _cancellation;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<AttributeData> _inputs;
    private readonly List<AttributeData> _layers;
    private readonly AttributeData? _network;

    private NetworkParser(INamedTypeSymbol type, TypeDeclarationSyntax declaration, CancellationToken cancellation)
    {
        _type = type;
        _declaration = declaration;
        _cancellation = cancellation;

        // GetAttributes follows the order of files, then of text; within a declaration that is the order of layers.
        AttributeData[] attributes = type.GetAttributes()
            .OrderBy(attribute => attribute.ApplicationSyntaxReference?.SyntaxTree == declaration.SyntaxTree ? 0 : 1)
            .ThenBy(attribute => attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(attribute => attribute.ApplicationSyntaxReference?.Span.Start ?? 0)
            .ToArray();
        _inputs = attributes.Where(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.InputAttribute)).ToList();
        _layers = attributes.Where(attribute => DeclarationReader.IsLayer(attribute.AttributeClass)).ToList();
        _network = attributes.FirstOrDefault(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.NetworkAttribute));
    }

    /// <summary>Parses a class that has an Input attribute.</summary>
    public static ParseResult? Parse(INamedTypeSymbol type, TypeDeclarationSyntax declaration, CancellationToken cancellation)
    {
        NetworkParser parser = new(type, declaration, cancellation);

        // A class whose Inputs stand on two declarations comes here once for each; the first one speaks for both.
        return parser._inputs.Count > 0 && parser.IsOn(parser._inputs[0], declaration) ? parser.Parse() : null;
    }

    /// <summary>Parses a class that has layers; null where it has an Input too, which <see cref="Parse(INamedTypeSymbol, TypeDeclarationSyntax, CancellationToken)"/> sees.</summary>
    public static ParseResult? ParseWithoutInput(INamedTypeSymbol type, TypeDeclarationSyntax declaration, CancellationToken cancellation)
    {
        NetworkParser parser = new(type, declaration, cancellation);
        return parser._inputs.Count == 0 && parser._layers.Count > 0 && parser.IsOn(parser._layers[0], declaration) ? parser.Parse() : null;
    }

    private ParseResult Parse()
    {
        bool canExtend = CheckClass();
        bool isPlain = CheckDeclarations();
        bool isTyped = true;
        List<LayerDeclaration> layers = [];
        foreach (AttributeData attribute in _layers)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (DeclarationReader.Read(attribute) is { } layer)
            {
                layers.Add(layer);
            }
            else
            {
                isTyped = false;
            }
        }

        LayerDeclaration? input = _inputs.Count > 0 ? DeclarationReader.Read(_inputs[0]) : null;
        EquatableArray<int> sizes = (input?.Arguments ?? default).Select(argument => argument.Value).OfType<int>().ToEquatableArray();
        LayerDeclaration? network = _network is null ? null : DeclarationReader.Read(_network);
        FitMode fit = (FitMode)(network?.Find<int>("Fit") ?? 0);

        // Behind a half-typed layer every shape is a guess; the compiler's own error is enough.
        if (isPlain && isTyped && sizes.Count > 0)
        {
            CheckLayers(sizes, layers.ToEquatableArray(), fit);
        }

        bool isValid = isTyped && sizes.Count > 0 && _diagnostics.Count == 0;
        NetworkSpec spec = new(
            _type.ContainingNamespace.IsGlobalNamespace ? "" : _type.ContainingNamespace.ToDisplayString(PlainNames),
            ContainingTypes().ToEquatableArray(),
            _type.Name,
            sizes,
            layers.ToEquatableArray(),
            fit,
            isValid);
        return new ParseResult(canExtend ? spec : null, _diagnostics.ToImmutableArray());
    }

    private static readonly SymbolDisplayFormat PlainNames = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private void CheckLayers(EquatableArray<int> sizes, EquatableArray<LayerDeclaration> layers, FitMode fit)
    {
        ErrorList errors = new();
        GraphBuilder.Build(sizes, layers, fit, errors);
        foreach (LayerError error in errors.Errors)
        {
            AttributeData attribute = AttributeOf(error.Layer);
            IEnumerable<Location> additional = error.Previous is { } previous && previous < _layers.Count
                ? [LocationFinder.Find(AttributeOf(previous), null, ClassLocation, _cancellation)]
                : [];
            _diagnostics.Add(Diagnostic.Create(
                Descriptors.Find(error.Id),
                LocationFinder.Find(attribute, error.Parameter, ClassLocation, _cancellation),
                additional,
                error.Suggestions.ToImmutableDictionary(suggestion => suggestion.Parameter, suggestion => (string?)suggestion.Values),
                error.Message));
        }
    }

    private AttributeData AttributeOf(int layer) => layer == LayerError.InputLayer ? _inputs[0] : _layers[layer];

    /// <summary>Whether a partial class can be a network at all.</summary>
    /// <returns>Whether code can be added to the class.</returns>
    private bool CheckClass()
    {
        bool canExtend = true;
        if (!IsPartial(_declaration))
        {
            Report(Descriptors.NotPartial, ClassLocation, $"'{_type.Name}' is not partial: the network's code is generated into it, so it must be declared 'partial class {_type.Name}'");
            canExtend = false;
        }

        foreach (TypeDeclarationSyntax outer in _declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!IsPartial(outer))
            {
                Report(Descriptors.NotPartial, outer.Identifier.GetLocation(), $"'{outer.Identifier.ValueText}' contains the network '{_type.Name}' and is not partial: code is generated into both");
                canExtend = false;
            }
            else if (outer.TypeParameterList is not null)
            {
                Report(Descriptors.WrongClass, outer.Identifier.GetLocation(), $"'{outer.Identifier.ValueText}' is generic: a network cannot be nested in a generic type");
                canExtend = false;
            }
        }

        string? wrong = _type.IsStatic ? "static: its instances hold the weights"
            : _type.TypeParameters.Length > 0 ? "generic: every shape must be known when it is compiled"
            : _type.IsRecord ? "a record: two networks are not equal because their fields are"
            : _type.IsAbstract ? "abstract: the generated code makes instances of it"
            : null;
        if (wrong is not null)
        {
            Report(Descriptors.WrongClass, ClassLocation, $"'{_type.Name}' is {wrong}");
            canExtend = false;
        }

        return canExtend;
    }

    /// <summary>Whether there is one Input and everything stands on its declaration.</summary>
    private bool CheckDeclarations()
    {
        if (_inputs.Count == 0)
        {
            Report(
                Descriptors.NoInput,
                LocationFinder.Find(_layers[0], null, ClassLocation, _cancellation),
                $"'{_type.Name}' has layers and no [Input]: the first layer's shape is not known; put [Input(channels, height, width)] above the layers");
            return false;
        }

        foreach (AttributeData second in _inputs.Skip(1))
        {
            Report(Descriptors.DeclaredTwice, LocationOf(second), $"'{_type.Name}' has two [Input]s: a network has one", LocationOf(_inputs[0]));
        }

        AttributeData? elsewhere = _layers.FirstOrDefault(layer => !IsOn(layer, _declaration));
        if (elsewhere is not null)
        {
            Report(
                Descriptors.DeclaredTwice,
                LocationOf(elsewhere),
                $"'{_type.Name}' has layers on two declarations: their order would depend on the order of files; put all of them on one",
                LocationOf(_inputs[0]));
        }

        return _inputs.Count == 1 && elsewhere is null;
    }

    private IEnumerable<ContainingType> ContainingTypes()
    {
        Stack<ContainingType> types = new();
        for (INamedTypeSymbol? outer = _type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            string keyword = outer.TypeKind switch
            {
                TypeKind.Struct => outer.IsRecord ? "record struct" : "struct",
                TypeKind.Interface => "interface",
                _ => outer.IsRecord ? "record" : "class",
            };
            types.Push(new ContainingType(keyword, outer.Name));
        }

        return types;
    }

    private Location ClassLocation => _declaration.Identifier.GetLocation();

    private Location LocationOf(AttributeData attribute) => LocationFinder.Find(attribute, null, ClassLocation, _cancellation);

    private void Report(DiagnosticDescriptor descriptor, Location location, string message, params Location[] additional) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, location, additional, message));

    private bool IsOn(AttributeData attribute, TypeDeclarationSyntax declaration) =>
        attribute.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(reference.Span);

    private static bool IsPartial(TypeDeclarationSyntax declaration) =>
        declaration.Modifiers.Any(modifier => modifier.ValueText == "partial");
}
