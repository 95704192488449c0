using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using CnnGen.Generator.Parsing.Blocks;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>The attributes of a network class by what they are, and the way back from a layer to its place in the source.</summary>
internal sealed class NetworkAttributes
{
    /// <summary>The property that says, a line each, what the layers at the additional locations put out.</summary>
    internal const string OutputsProperty = "@outputs";

    /// <summary>The property of Network that says whether there is training code.</summary>
    internal const string TrainingProperty = "Training";

    /// <summary>The parameter of Weights that names the file.</summary>
    internal const string WeightsPathParameter = "path";

    // The property of Network that says whether every layer's output can be read.
    private const string InspectProperty = "Inspect";

    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly Location _classLocation;
    private readonly CancellationToken _cancellation;

    /// <summary>Sorts a class's attributes.</summary>
    /// <param name="type">The class.</param>
    /// <param name="compilation">Where its blocks are found.</param>
    /// <param name="classLocation">The place of what has no syntax of its own.</param>
    /// <param name="cancellation">Stops every search in the source.</param>
    public NetworkAttributes(INamedTypeSymbol type, Compilation compilation, Location classLocation, CancellationToken cancellation)
    {
        _type = type;
        _compilation = compilation;
        _classLocation = classLocation;
        _cancellation = cancellation;

        // GetAttributes follows the order of files, then of text: the same for every declaration of the class.
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        AreBound = attributes.All(attribute => attribute.AttributeClass is not IErrorTypeSymbol);
        Inputs = attributes.Where(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.InputAttribute)).ToList();
        Layers = attributes.Where(attribute => DeclarationReader.IsLayer(attribute.AttributeClass) || BlockReader.IsText(attribute.AttributeClass)).ToList();
        Network = attributes.FirstOrDefault(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.NetworkAttribute));
        OfBlocks = attributes.Where(static attribute => BlockReader.IsLet(attribute.AttributeClass) || BlockReader.IsPrefix(attribute.AttributeClass)).ToList();
        Budget = attributes.FirstOrDefault(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.BudgetAttribute));
        Weights = attributes.FirstOrDefault(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.WeightsAttribute));
    }

    /// <summary>Whether each is of a type that exists. One that is not may be a layer misspelt, and then the others are not the network.</summary>
    public bool AreBound { get; }

    /// <summary>The product's own, in no order.</summary>
    public IEnumerable<AttributeData> All => Inputs.Concat(Layers).Concat(new[] { Network, Budget, Weights }.OfType<AttributeData>());

    public IReadOnlyList<AttributeData> Inputs { get; }

    public IReadOnlyList<AttributeData> Layers { get; }

    /// <summary>Those that are for blocks alone.</summary>
    public IReadOnlyList<AttributeData> OfBlocks { get; }

    public AttributeData? Network { get; }

    public AttributeData? Budget { get; }

    public AttributeData? Weights { get; }

    /// <summary>The network as it is declared, without layers that are half typed.</summary>
    public NetworkDeclaration ReadNetwork() => new(ReadInputSizes(), ReadLayers(), ReadFit()) { Blocks = ReadBlocks() };

    /// <summary>The first Input's sizes, channels first; none where there is no Input or it is half typed.</summary>
    public EquatableArray<int> ReadInputSizes()
    {
        LayerDeclaration? input = Inputs.Count > 0 ? DeclarationReader.Read(Inputs[0]) : null;
        return (input?.Arguments ?? default).Select(argument => argument.Value).OfType<int>().ToEquatableArray();
    }

    /// <summary>The layers in source order, without those that are half typed.</summary>
    public EquatableArray<LayerDeclaration> ReadLayers()
    {
        List<LayerDeclaration> layers = [];
        for (int place = 0; place < Layers.Count; place++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (DeclarationReader.Read(Layers[place]) is { } layer)
            {
                layers.Add(BlockReader.IsText(Layers[place].AttributeClass) ? new LayerDeclaration(BlockReader.AnonymousKind(place), default) : layer);
            }
        }

        return layers.ToEquatableArray();
    }

    /// <summary>The blocks that there are in the network, text on it among them.</summary>
    public EquatableArray<BlockDefinition> ReadBlocks()
    {
        List<INamedTypeSymbol> used = Layers.Select(static attribute => attribute.AttributeClass).OfType<INamedTypeSymbol>().Where(DeclarationReader.IsBlock).ToList();
        List<int> texts = Enumerable.Range(0, Layers.Count).Where(place => BlockReader.IsText(Layers[place].AttributeClass)).ToList();
        if (used.Count == 0 && texts.Count == 0)
        {
            return default;
        }

        BlockTable table = BlockTable.Of(_compilation);
        List<BlockDefinition> anonymous = texts.Select(place => table.ReadText(_type, Layers[place], place)).ToList();
        return anonymous.Concat(table.ReadAll(used.Concat(anonymous.SelectMany(table.BlocksIn)))).ToEquatableArray();
    }

    /// <summary>The fit of layers that do not say otherwise; any number may have been typed for it.</summary>
    public FitMode ReadFit() => (FitMode)ReadNumber("Fit");

    /// <summary>How convolutions are computed; any number may have been typed for it.</summary>
    public AlgorithmMode ReadAlgorithm() => (AlgorithmMode)ReadNumber("Algorithm");

    /// <summary>How precisely inference reads Linear layers' weights; any number may have been typed for it.</summary>
    public WeightPrecision ReadPrecision() => (WeightPrecision)ReadNumber("Weights");

    // What is not set is the first value.
    private int ReadNumber(string property) => (Network is null ? null : DeclarationReader.Read(Network))?.Find<int>(property) ?? 0;

    /// <summary>The path of the weights file as it was typed; null where there is none, or it is half typed.</summary>
    public string? ReadWeightsPath() => (Weights is null ? null : DeclarationReader.Read(Weights))?.FindText(WeightsPathParameter);

    /// <summary>The place of that path.</summary>
    public Location FindWeightsPath() => Find(Weights!, WeightsPathParameter);

    /// <summary>Whether the network can be trained.</summary>
    public bool HasTraining => IsTrainable(Network);

    /// <summary>Whether what every layer gives can be read.</summary>
    public bool IsInspected => IsInspectedBy(Network);

    /// <summary>Whether a Network attribute asks for what every layer gives.</summary>
    public static bool IsInspectedBy(AttributeData? network) =>
        network is not null && network.NamedArguments.Any(static argument => argument is { Key: InspectProperty, Value.Value: true });

    /// <summary>Whether a Network attribute leaves training code in; it does where it is half typed.</summary>
    public static bool IsTrainable(AttributeData? network) =>
        network is null || network.NamedArguments.All(argument => argument is not { Key: TrainingProperty, Value.Value: false });

    /// <summary>The place of an attribute's name, or of the argument that gave a parameter its value.</summary>
    public Location Find(AttributeData attribute, string? parameter = null) =>
        LocationFinder.Find(attribute, parameter, _classLocation, _cancellation);

    /// <summary>The place of a layer's name.</summary>
    /// <param name="layer">Its place in the network, or <see cref="LayerError.InputLayer"/> or <see cref="LayerError.BudgetAttribute"/>.</param>
    public Location Find(int layer) => Find(AttributeOf(layer));

    /// <summary>What is said of a layer, with its places in the source and with values for code fixes.</summary>
    public Diagnostic Describe(LayerError error, DiagnosticDescriptor descriptor)
    {
        // Text on the network itself is the place; what is inside a block is one place more.
        List<Location> inside = error.Inside.Select(Find).OfType<Location>().ToList();
        bool isText = error.Layer >= 0 && BlockReader.IsText(Layers[error.Layer].AttributeClass) && inside.Count > 0;
        return Diagnostic.Create(
            descriptor,
            isText ? inside[0] : Find(AttributeOf(error.Layer), error.Parameter),
            error.Related.Select(Find).Concat(isText ? inside.Skip(1) : inside),
            Properties(error),
            error.Message);
    }

    /// <summary>What is wrong with text on the network itself, with its place.</summary>
    public IEnumerable<Diagnostic> DescribeTexts(IEnumerable<BlockDefinition> blocks) => blocks.Where(static block => block.IsAnonymous)
        .SelectMany(static block => block.Problems).Select(problem => BlockParser.Describe(problem, Find(problem.Place)));

    // Text on the network is called by its place there.
    private Location? Find(BodyPlace place) => place.Block == BlockReader.AnonymousKind(place.Line)
        ? BodyPlaces.Find(Layers[place.Line], place, _cancellation)
        : BlockTable.Of(_compilation).SymbolOf(place.Block) is { } block ? BodyPlaces.Find(block, _compilation, place, _cancellation) : null;

    private static ImmutableDictionary<string, string?> Properties(LayerError error)
    {
        ImmutableDictionary<string, string?> suggestions = error.Suggestions.ToImmutableDictionary(suggestion => suggestion.Parameter, suggestion => (string?)suggestion.Values);
        return error.RelatedOutputs.Count == 0 ? suggestions : suggestions.Add(OutputsProperty, string.Join("\n", error.RelatedOutputs));
    }

    private AttributeData AttributeOf(int layer) => layer switch
    {
        LayerError.InputLayer => Inputs[0],
        LayerError.BudgetAttribute => Budget!,
        _ => Layers[layer],
    };
}
