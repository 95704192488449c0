using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>Turns declarations into a graph whose names are bound and whose shapes are all known.</summary>
internal sealed class GraphBuilder
{
    private readonly EquatableArray<LayerDeclaration> _layers;
    private readonly FitMode _fit;
    private readonly ErrorList _errors;
    private readonly LayerNames _names;
    private readonly CancellationToken _cancellation;
    private readonly List<Node> _nodes = [];

    // The shape of each output, by layer; an output behind an error has none.
    private readonly Dictionary<int, TensorShape> _shapes = [];

    private GraphBuilder(EquatableArray<LayerDeclaration> layers, FitMode fit, ErrorList errors, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _layers = layers;
        _fit = fit;
        _errors = errors;
        _names = new LayerNames(layers, fit, errors);
    }

    /// <summary>Takes blocks apart, checks every layer and builds the graph.</summary>
    /// <returns>The graph, or null where <paramref name="errors"/> has grown, or a block has errors of its own.</returns>
    public static NetworkGraph? Build(NetworkDeclaration declaration, ErrorList errors, CancellationToken cancellation = default) =>
        Build(BlockExpander.Expand(declaration, cancellation), errors, cancellation);

    /// <summary>Checks every layer and builds the graph.</summary>
    /// <returns>The graph, or null where <paramref name="errors"/> has grown, or a block has errors of its own.</returns>
    public static NetworkGraph? Build(ExpandedNetwork network, ErrorList errors, CancellationToken cancellation = default)
    {
        NetworkGraph? graph = BuildLayers(network, errors, cancellation);
        network.LocateAll(errors);
        if (!network.IsPlain && errors.Any)
        {
            new PromisedMends(network.Declared, errors.Errors.ToList(), cancellation).Keep(errors);
        }

        return network.IsComplete && !errors.Any ? graph : null;
    }

    /// <summary>Checks every layer, and looks for nothing that would mend it.</summary>
    public static void Check(NetworkDeclaration declaration, ErrorList errors, CancellationToken cancellation)
    {
        ExpandedNetwork network = BlockExpander.Expand(declaration, cancellation);
        new GraphBuilder(network.Layers, declaration.Fit, errors, cancellation).AddAll(InputRules.Check(declaration.InputSizes, errors), network.Layers.Count);
        network.LocateAll(errors);
    }

    private static NetworkGraph? BuildLayers(ExpandedNetwork network, ErrorList errors, CancellationToken cancellation)
    {
        (EquatableArray<int> inputSizes, EquatableArray<LayerDeclaration> layers, FitMode fit) = (network.Declared.InputSizes, network.Layers, network.Declared.Fit);
        TensorShape? input = InputRules.Check(inputSizes, errors);
        GraphBuilder builder = new(layers, fit, errors, cancellation);
        builder.AddAll(input, layers.Count);
        OutputMarks marks = OutputMarks.Of(layers);
        OutputRules.Check(marks, fit, errors);
        LayerError[] found = errors.Errors.ToArray();

        // Behind a join there may be errors that it has hidden; a name hides none.
        JoinMends joinMends = new(builder._nodes, builder._shapes, layers, (error, changed) => Mends(error, changed, error.Layer));
        ShortcutMends shortcutMends = new(builder._names, builder._shapes, layers, fit, MendsWithOneMore);
        RangeMends rangeMends = new(layers, (error, changed) => Mends(error, changed, error.Layer));
        errors.Replace(error => error.Id switch
        {
            "CNN004" => rangeMends.Keep(error),
            "CNN015" => shortcutMends.Suggest(joinMends.Suggest(error)),
            "CNN011" when error.Parameter == "Name" => NameMends.Suggest(error, builder._nodes, layers, changed => Mends(error, changed, layers.Count)),
            _ => error,
        });
        if (found.FirstOrDefault(error => error.Id is "CNN001" or "CNN002") is { } misfit
            && ChannelsLast.Reorder(inputSizes) is { } reordered && Leaves(misfit, new TensorShape(reordered), layers, misfit.Layer))
        {
            errors.Replace(error => ReferenceEquals(error, misfit) ? ChannelsLast.Suggest(error, reordered) : error);
        }

        errors.Replace(error => error with { RelatedOutputs = error.Related.Select(builder.Describe).ToEquatableArray() });
        if (errors.Any || input is null)
        {
            return null;
        }

        return MemoryLimit.Check(new MemoryEstimate(input, builder._nodes, marks), errors) ? new NetworkGraph(input, ReceptiveFields.Compute(Rectifiers.Initialize(builder._nodes)), marks) : null;

        bool Mends(LayerError error, EquatableArray<LayerDeclaration> changed, int last) => Leaves(error, input, changed, last);

        // The layers from the error's on are one place further down then. A name may clash with any of them.
        bool MendsWithOneMore(LayerError error, EquatableArray<LayerDeclaration> changed)
        {
            ErrorList tried = new();
            new GraphBuilder(changed, fit, tried, cancellation).AddAll(input, error.Layer + 1);
            LayerError[] moved = found.Where(one => one != error).Select(one => one.Layer < error.Layer ? one : one with { Layer = one.Layer + 1 }).ToArray();
            return tried.Errors.Where(other => other.Layer <= error.Layer + 1 || other.Id == "CNN011").All(other => moved.Any(one => IsSame(one, other)));
        }

        bool Leaves(LayerError error, TensorShape? from, EquatableArray<LayerDeclaration> changed, int last)
        {
            ErrorList tried = new();
            new GraphBuilder(changed, fit, tried, cancellation).AddAll(from, last);
            return tried.Errors.Where(other => other.Layer <= last).All(other => !IsSame(other, error) && found.Any(one => IsSame(one, other)));
        }

        // What is suggested may differ: of a name that is free the next error takes the number.
        static bool IsSame(LayerError one, LayerError other) =>
            one.Id == other.Id && one.Layer == other.Layer && one.Parameter == other.Parameter && one.Message == other.Message;
    }

    /// <summary>Adds the layers up to one.</summary>
    private void AddAll(TensorShape? input, int last)
    {
        if (input is not null)
        {
            _shapes.Add(Node.NetworkInput, input);
        }

        for (int layer = 0; layer <= last && layer < _layers.Count; layer++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Add(layer);
        }
    }

    /// <summary>Adds a layer. Arguments and names are checked even behind an error; shapes only while they are known.</summary>
    private void Add(int index)
    {
        LayerDeclaration declaration = _layers[index];
        LayerContext context = new(index, _fit, _errors);
        if (LayerKinds.Find(declaration.Kind) is not { } kind)
        {
            context.Report("CNN012", null, $"'{declaration.Kind}' is not a kind of layer that this version compiles");
            return;
        }

        int running = OutputMarks.RunningBefore(_layers, index);
        int? taken = declaration.FindText("From") is { } from ? _names.Find(from, "From", context, running) : running;
        List<int?> named = declaration.FindTexts("names")
            .Select((name, place) => _names.Find(name, $"names[{place}]", context, taken)).ToList();
        context = context with { Taken = OperandOf(taken) };
        List<Operand?> operands = named.Select(OperandOf).ToList();

        if (kind.Parse(declaration, context) is not { } layer || context.Taken is not { } input || operands.Any(operand => operand is null))
        {
            return;
        }

        context = context with { Named = operands.Select(operand => operand!).ToList() };
        if (layer.Infer(input.Shape, context) is not { } output)
        {
            return;
        }

        IReadOnlyList<ParameterSpec> parameters = layer.Parameters(input.Shape, feedsRectifier: false);
        if (!IsCountable(layer, parameters, output, context))
        {
            return;
        }

        _shapes.Add(index, output);
        List<Operand> inputs = layer.Arrange(input, context.Named).ToList();
        _nodes.Add(new Node(
            index,
            _names[index],
            declaration.ToString(),
            layer,
            declaration.Find<bool>(LayerUse.FrozenParameter) ?? false,
            inputs.Select(operand => operand.Layer).ToList(),
            inputs.Select(operand => operand.Shape).ToList(),
            output,
            parameters)
        {
            RecomputedFrom = IsRecomputed(declaration) ? declaration.RecomputedFrom ?? FirstRecomputed(index) : null,
        });
    }

    private static bool IsRecomputed(LayerDeclaration declaration) => declaration.Find<bool>(LayerUse.RecomputeParameter) ?? false;

    /// <summary>The first of the layers behind each other that say themselves that they are computed again, up to this one.</summary>
    private int FirstRecomputed(int index) =>
        index > 0 && _layers[index - 1] is { RecomputedFrom: null } before && IsRecomputed(before) && _nodes.Count > 0 ? _nodes[_nodes.Count - 1].RecomputedFrom ?? index : index;

    private Operand? OperandOf(int? layer) =>
        layer is { } known && _shapes.TryGetValue(known, out TensorShape shape) ? new Operand(known, _names[known], shape) : null;

    private string Describe(int layer) =>
        (layer == Node.NetworkInput ? "Input" : _names[layer]) + (_shapes.TryGetValue(layer, out TensorShape output) ? $": {output}" : "");

    private static bool IsCountable(Layer layer, IReadOnlyList<ParameterSpec> parameters, TensorShape output, LayerContext context)
    {
        if (!TensorShape.Fits(output.Sizes))
        {
            context.Report("CNN009", layer.SizeParameter, $"the output has {output.Product} elements, {Wording.TooMany}");
            return false;
        }

        if (parameters.FirstOrDefault(parameter => !TensorShape.Fits(parameter.Shape.Sizes)) is { } weights)
        {
            context.Report("CNN009", layer.SizeParameter, $"the weights have {weights.Shape.Product} elements, {Wording.TooMany}");
            return false;
        }

        return true;
    }
}
