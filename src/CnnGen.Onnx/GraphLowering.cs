using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Folding;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;
using CnnGen.Onnx.Operators;
using CnnGen.Onnx.Reading;

namespace CnnGen.Onnx;

/// <summary>Goes through a file's nodes and makes layers of them. A node that cannot be one is a problem, and the others are looked at all the same.</summary>
internal sealed class GraphLowering
{
    private const int OldestVersion = 7;
    private const int NewestVersion = 23;

    private readonly ModelProto _model;
    private readonly TensorReader _tensors;
    private readonly ImportOptions _options;
    private readonly List<Problem> _problems = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<string, Constant> _initializers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

    public GraphLowering(ModelProto model, TensorReader tensors, ImportOptions options) => (_model, _tensors, _options) = (model, tensors, options);

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The version of ONNX's own operators that a model follows.</summary>
    public static int VersionOf(ModelProto model) => model.OpsetImport.Where(static set => IsOwn(set.Domain)).Select(static set => (int)Math.Clamp(set.Version, 1, int.MaxValue))
        .DefaultIfEmpty(1).Max();

    /// <summary>The layers; null where not even the input is known.</summary>
    public LayerGraph? Run()
    {
        if (_model.OpsetImport.Count == 0)
        {
            _problems.Add(Problem.OfFile("the file says of no version of operators that it follows it: it is not whole, or older than ONNX's third format; get it again, or export it anew"));
            return null;
        }

        int version = VersionOf(_model);
        if (version is < OldestVersion or > NewestVersion)
        {
            _notes.Add($"Its operators are of version {version}; versions {OldestVersion} to {NewestVersion} are what the importer knows.");
        }

        ReadInitializers();
        List<OnnxNode> nodes = Needed([.. _model.Graph.Node.Select(node => new OnnxNode(node, version, _tensors))]);
        if (ReadInput() is not var (graph, values))
        {
            _problems.AddRange(nodes.Where(static node => !IsKnown(node)).Select(Unknown));
            return null;
        }

        Layouts layouts = new(graph);
        foreach (OnnxNode node in nodes)
        {
            Lower(node, graph, layouts, values);
        }

        ReadOutputs(graph, layouts, values, nodes);
        return graph;
    }

    private static bool IsOwn(string domain) => domain is "" or "ai.onnx";

    private static bool IsKnown(OnnxNode node) => IsOwn(node.Domain) && (OperatorTable.Find(node.Operator) is not null || ConstantFolder.Knows(node.Operator));

    private static Problem Unknown(OnnxNode node) => new(node.Name, node.Operator, IsOwn(node.Domain)
        ? "no layer computes this operator; replace it in the model before exporting"
        : $"it is an operator of '{node.Domain}'; export with ONNX's own operators, without a runtime's optimizations");

    // What no output depends on may be anything.
    private List<OnnxNode> Needed(List<OnnxNode> nodes)
    {
        HashSet<string> names = [.. _model.Graph.Output.Select(static output => output.Name)];
        List<OnnxNode> needed = [];
        foreach (OnnxNode node in Enumerable.Reverse(nodes).Where(node => node.Outputs.Any(names.Contains)))
        {
            needed.Add(node);
            names.UnionWith(node.Inputs.Where(static name => name.Length > 0));
        }

        needed.Reverse();
        return needed;
    }

    private void ReadInitializers()
    {
        foreach (TensorProto tensor in _model.Graph.Initializer)
        {
            try
            {
                _initializers[tensor.Name] = _tensors.Read(tensor);
            }
            catch (ImportException exception)
            {
                _unread.Add(tensor.Name);
                _problems.Add(Problem.OfFile(exception.Message));
            }
        }
    }

    private (LayerGraph Graph, GraphValues Values)? ReadInput()
    {
        InputReader reader = new(_options, _problems, _notes);
        if (reader.Read([.. _model.Graph.Input.Where(input => !_initializers.ContainsKey(input.Name) && !_unread.Contains(input.Name))]) is not { } read)
        {
            return null;
        }

        foreach ((string name, Constant constant) in _initializers)
        {
            read.Values.Set(name, constant);
        }

        read.Values.Lose(_unread);
        return read;
    }

    private void Lower(OnnxNode node, LayerGraph graph, Layouts layouts, GraphValues values)
    {
        if (!IsKnown(node))
        {
            _problems.Add(Unknown(node));
        }

        if (!IsKnown(node) || node.Inputs.Any(values.IsLost))
        {
            values.Lose(node.Outputs);
            return;
        }

        try
        {
            string? missing = node.Inputs.FirstOrDefault(name => name.Length > 0 && values.Find(name) is null);
            if (missing is not null)
            {
                throw new ImportException($"it takes '{missing}', which no node in front of it makes; the file is broken");
            }

            Lower(node, new NodeLowering(node, graph, layouts, values), values);
            foreach (string attribute in node.Unread)
            {
                _problems.Add(new(node.Name, node.Operator, $"its attribute '{attribute}' is not understood; export without it"));
            }
        }
        catch (ImportException exception)
        {
            values.Lose(node.Outputs);
            _problems.Add(new(node.Name, node.Operator, exception.Message));
        }
        catch (Exception exception) when (IsOfABrokenNode(exception))
        {
            values.Lose(node.Outputs);
            _problems.Add(new(node.Name, node.Operator, $"it is not as ONNX defines it; the file is broken ({exception.Message})"));
        }
    }

    // Operators take a node's numbers for what ONNX says they are: as many as there are axes, none beyond the last.
    private static bool IsOfABrokenNode(Exception exception) =>
        exception is ArgumentException or IndexOutOfRangeException or InvalidOperationException or ArithmeticException;

    private static void Lower(OnnxNode node, NodeLowering lowering, GraphValues values)
    {
        object?[] inputs = [.. node.Inputs.Select(name => name.Length > 0 ? values.Find(name) : null)];
        if (inputs.All(static input => input is null or Constant))
        {
            values.Set(node, 0, ConstantFolder.Fold(new FoldedNode(node, [.. inputs.Cast<Constant?>()])));
        }
        else if (node.Operator is "Shape" && inputs[0] is Value value)
        {
            values.Set(node, 0, ConstantRules.ShapeOf(node, value.Shape));
        }
        else if (node.Operator is "Size" && inputs[0] is Value sized)
        {
            values.Set(node, 0, Constant.Of(sized.Layer.Elements));
        }
        else if (OperatorTable.Find(node.Operator) is { } lower)
        {
            lower(lowering);
        }
        else
        {
            throw new ImportException("it is computed of constants alone, and this one depends on the network's input; no layer does it");
        }
    }

    // An image stays one; what has more axes than a layer is a vector.
    private static int[] SampleShape(Value value, bool hasBatch)
    {
        int[] shape = hasBatch ? value.Shape[1..] : value.Shape;
        return shape.Length is > 0 and <= InputReader.MostAxes ? shape : [value.Layer.Elements];
    }

    private void ReadOutputs(LayerGraph graph, Layouts layouts, GraphValues values, List<OnnxNode> nodes)
    {
        foreach (string name in _model.Graph.Output.Select(static output => output.Name).Where(name => !values.IsLost(name)))
        {
            OnnxNode? origin = nodes.Find(node => node.Outputs.Contains(name));
            if (origin is null || values.Find(name) is not Value value)
            {
                _problems.Add(Problem.OfFile($"the output '{name}' does not depend on the input, or is the input itself"));
                continue;
            }

            try
            {
                Layer layer = layouts.InOrder(value, value.View.IsInOrder ? value.Layer.Shape : SampleShape(value, values.HasBatch), origin);
                if (layer == graph.Input)
                {
                    layer = graph.Add(new Layer("Flatten", [layer.Elements], layer) { Origin = origin });
                }

                graph.Outputs.Add((name, layer));
            }
            catch (ImportException exception)
            {
                _problems.Add(new(origin.Name, origin.Operator, exception.Message));
            }
        }
    }
}
