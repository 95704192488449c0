using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Model;
using CnnGen.Generator.Parsing.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>From a class symbol to a spec and diagnostics.</summary>
internal sealed class NetworkParser
{
    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly DiagnosticList _diagnostics = new();
    private readonly NetworkAttributes _attributes;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;

    private NetworkParser(INamedTypeSymbol type, TypeDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _type = type;
        _declaration = declaration;
        _cancellation = cancellation;
        _attributes = new NetworkAttributes(type, compilation, ClassLocation, cancellation);
    }

    /// <summary>Parses a class that has an Input attribute.</summary>
    /// <returns>Null for all but one of the declarations of a class, and for what is no class.</returns>
    public static ParseResult? Parse(ISymbol? symbol, TypeDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellation) =>
        Parse(symbol, declaration, compilation, cancellation, parser => parser._attributes.Inputs.FirstOrDefault());

    /// <summary>Parses a class that has layers and no Input.</summary>
    /// <returns>Null also where the class has an Input, which <see cref="Parse(ISymbol, TypeDeclarationSyntax, Compilation, CancellationToken)"/> sees.</returns>
    public static ParseResult? ParseWithoutInput(ISymbol? symbol, TypeDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellation) =>
        Parse(symbol, declaration, compilation, cancellation, parser => parser._attributes.Inputs.Count == 0 ? parser._attributes.Layers.FirstOrDefault() : null);

    // A class may come here once for each of its declarations; the one with its first attribute speaks for all.
    private static ParseResult? Parse(
        ISymbol? symbol, TypeDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellation, Func<NetworkParser, AttributeData?> first)
    {
        // The compiler itself objects to the attributes on anything but a class, and to a name that is not typed yet.
        // A block's layers are its own.
        if (symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } type || HasMissingName(type) || DeclarationReader.IsBlock(type))
        {
            return null;
        }

        try
        {
            NetworkParser parser = new(type, declaration, compilation, cancellation);
            return first(parser) is { } attribute && parser.IsOn(attribute, declaration) ? parser.Parse() : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new ParseResult(null, ImmutableArray.Create(Descriptors.OfException(exception, declaration.Identifier.GetLocation(), type.Name)));
        }
    }

    private ParseResult Parse()
    {
        NetworkDeclaration network = _attributes.ReadNetwork();
        (EquatableArray<int> sizes, EquatableArray<LayerDeclaration> layers, FitMode fit) = network;
        OutputMarks marks = OutputMarks.Of(ExpandedNetworks.Of(network, _cancellation).Layers);
        ClassRules rules = ClassRules.Check(_type, _declaration, marks, _attributes.IsInspected, _compilation, _diagnostics);
        bool isPlain = CheckDeclarations(rules);
        bool isTyped = layers.Count == _attributes.Layers.Count && _attributes.AreBound;
        bool isSound = network.Blocks.All(static block => block.IsSound || !block.IsInSource);
        if (fit is < FitMode.Exact or > FitMode.Ceil)
        {
            // One error is enough: as long as it stands every layer may round.
            fit = FitMode.Floor;
            _diagnostics.Report(Descriptors.OutOfRange, _attributes.Find(_attributes.Network!, "Fit"), FormattableString.Invariant($"Fit is {(int)_attributes.ReadFit()}; it must be Fit.Exact, Fit.Floor or Fit.Ceil"));
        }

        AlgorithmMode algorithm = _attributes.ReadAlgorithm();
        if (algorithm is not (AlgorithmMode.Fastest or AlgorithmMode.Direct))
        {
            _diagnostics.Report(Descriptors.OutOfRange, _attributes.Find(_attributes.Network!, "Algorithm"), algorithm.OutOfRange());
        }

        WeightPrecision precision = _attributes.ReadPrecision();
        if (!precision.IsKnown())
        {
            _diagnostics.Report(Descriptors.OutOfRange, _attributes.Find(_attributes.Network!, "Weights"), precision.OutOfRange());
        }

        CheckOfBlocks();
        CheckConstants();

        // Behind a half-typed layer every shape is a guess; the compiler's own error is enough.
        if (isPlain && isTyped && sizes.Count > 0)
        {
            CheckLayers(network with { Fit = fit });
        }

        foreach (Diagnostic problem in _attributes.DescribeTexts(network.Blocks))
        {
            _diagnostics.Add(problem);
        }

        bool isValid = isTyped && isSound && sizes.Count > 0 && !_diagnostics.Any;
        string? weights = _attributes.ReadWeightsPath();
        string documentation = _type.GetDocumentationCommentXml(cancellationToken: _cancellation) ?? "";
        NetworkSpec spec = new(
            _type.ContainingNamespace.IsGlobalNamespace ? "" : _type.ContainingNamespace.ToDisplayString(PlainNames),
            ContainingTypes().ToEquatableArray(),
            _type.Name,
            sizes,
            layers,
            fit,
            isValid)
        {
            Blocks = network.Blocks,
            HasTraining = _attributes.HasTraining,
            IsInspected = _attributes.IsInspected,
            WeightsPath = weights,
            HasOwnDefault = !_type.GetMembers(GeneratedMembers.Default).IsEmpty,
            Algorithm = algorithm,
            Precision = precision,
            Kind = _type.IsRecord ? ClassKind.Record : _type.IsStatic ? ClassKind.StaticClass : ClassKind.Class,
            TypeParameters = TypeParameters(_type),
            TakenMembers = rules.Taken,
            StubConstructor = rules.StubConstructor,
            HintMark = HintMarks.Of(_type),
            Overridden = rules.Overridden,
            Disposal = rules.Disposal,
            IsUnfinished = rules.IsUnfinished,
            Lack = rules.Lack,
            HasSummary = documentation.Contains("<summary"),
            HasRemarks = documentation.Contains("<remarks"),
        };
        return new ParseResult(rules.CanExtend ? spec : null, _diagnostics.ToImmutable()) { WeightsPlace = weights is null ? null : _attributes.FindWeightsPath() };
    }

    private static readonly SymbolDisplayFormat PlainNames = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private void CheckOfBlocks()
    {
        foreach (AttributeData attribute in _attributes.OfBlocks)
        {
            string why = BlockReader.IsLet(attribute.AttributeClass) ? "Let is for blocks; on a network no text would see it" : "Prefix is for blocks; a network's layers have names of their own";
            _diagnostics.Report(Descriptors.WrongClass, _attributes.Find(attribute), $"'{_type.Name}' is a network: {why}");
        }
    }

    /// <summary>Reports what the compiler will find when all is generated, and nobody knows before.</summary>
    private void CheckConstants()
    {
        GeneratedConstants constants = new(_type, _compilation, _cancellation);
        foreach (AttributeData attribute in _attributes.All.Where(attribute => DeclarationReader.Read(attribute) is null))
        {
            if (constants.Find(attribute) is { } found)
            {
                _diagnostics.Report(
                    Descriptors.NotKnownYet,
                    found.Place,
                    found.Message,
                    [],
                    found.Value is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Suggestion.Here, found.Value));
            }
        }
    }

    private void CheckLayers(NetworkDeclaration declaration)
    {
        ErrorList errors = new();
        try
        {
            BoundNetwork bound = BoundNetworks.Of(declaration, _cancellation);
            foreach (LayerError error in bound.Errors)
            {
                errors.Add(error);
            }

            if (_attributes.Budget is { } attribute && DeclarationReader.Read(attribute) is { } budget)
            {
                BudgetRules.Check(budget, bound.Graph, errors);
                errors.Replace(error => error.Layer == LayerError.BudgetAttribute ? bound.Expanded.Locate(error) : error);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Caught here, so that the class gets its stubs and this stays the only error.
            _diagnostics.Add(Descriptors.OfException(exception, ClassLocation, _type.Name));
        }

        foreach (LayerError error in errors.Errors)
        {
            _diagnostics.Add(_attributes.Describe(error, Descriptors.Find(error.Id)));
        }
    }

    /// <summary>Whether there is one Input and everything stands on its declaration.</summary>
    private bool CheckDeclarations(ClassRules rules)
    {
        IReadOnlyList<AttributeData> inputs = _attributes.Inputs;
        IReadOnlyList<AttributeData> layers = _attributes.Layers;
        if (inputs.Count == 0 && rules.DerivesFromNetwork)
        {
            // It may be meant to go on behind the base class's layers, which is what has been said already.
            return false;
        }

        if (inputs.Count == 0)
        {
            // Input may be the name that is misspelt.
            if (!_attributes.AreBound)
            {
                return false;
            }

            string candidates = layers.All(layer => IsOn(layer, _declaration)) ? InputCandidates.Find(_attributes, _cancellation) : "";
            _diagnostics.Report(
                Descriptors.NoInput,
                _attributes.Find(layers[0]),
                $"'{_type.Name}' has layers and no [Input]: the first layer's shape is not known; put [Input(channels, height, width)] above the layers",
                [],
                ImmutableDictionary<string, string?>.Empty.Add(InputCandidates.Property, candidates));
            return false;
        }

        HashSet<TypeDeclarationSyntax> whole = [];
        foreach (AttributeData second in inputs.Skip(1))
        {
            if (DeclarationOf(second) is { } other && other != _declaration && layers.Any(layer => IsOn(layer, other)))
            {
                // Without its Input the declaration's layers would still be wrong: one error, which no removal mends.
                if (whole.Add(other))
                {
                    _diagnostics.Report(
                        Descriptors.DeclaredTwice,
                        _attributes.Find(second),
                        $"'{_type.Name}' is declared as a network twice, each time with an [Input] and layers: put all of them on one declaration under one [Input], or give one of the networks another name",
                        _attributes.Find(inputs[0]));
                }

                continue;
            }

            _diagnostics.Report(
                Descriptors.DeclaredTwice,
                _attributes.Find(second),
                $"'{_type.Name}' has two [Input]s: a network has one",
                [_attributes.Find(inputs[0])],
                ImmutableDictionary<string, string?>.Empty.Add(Suggestion.Remove, Suggestion.This));
        }

        AttributeData? elsewhere = layers.FirstOrDefault(layer => !IsOn(layer, _declaration) && !whole.Any(other => IsOn(layer, other)));
        if (elsewhere is not null)
        {
            _diagnostics.Report(
                Descriptors.DeclaredTwice,
                _attributes.Find(elsewhere),
                $"'{_type.Name}' has layers on two declarations: their order would depend on the order of files; put all of them on one",
                _attributes.Find(inputs[0]));
        }

        return inputs.Count == 1 && elsewhere is null;
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
            types.Push(new ContainingType(keyword, outer.Name, TypeParameters(outer)));
        }

        return types;
    }

    private static bool HasMissingName(INamedTypeSymbol type)
    {
        for (ISymbol symbol = type; symbol is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; symbol = symbol.ContainingSymbol)
        {
            if (symbol.Name.Length == 0 || symbol is INamedTypeSymbol { TypeParameters: var parameters } && parameters.Any(parameter => parameter.Name.Length == 0))
            {
                return true;
            }
        }

        return false;
    }

    private static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => "@" + parameter.Name))}>";

    private Location ClassLocation => _declaration.Identifier.GetLocation();

    private TypeDeclarationSyntax? DeclarationOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();

    private bool IsOn(AttributeData attribute, TypeDeclarationSyntax declaration) =>
        attribute.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(reference.Span);
}
