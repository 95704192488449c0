using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen.Tests;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>A recorded case of ONNX's own operator tests: a graph, mostly of one node, with its inputs and outputs.</summary>
internal sealed class OnnxCase
{
    private const string Root = "onnx-node";
    private const string Constant = "Constant";

    private OnnxCase(string name, string folder)
    {
        Name = name;
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
        GraphProto graph = model.Graph;
        Operators = graph.Node.Select(node => node.OpType).ToList();
        IsOfTensors = graph.Input.Concat(graph.Output).All(value => value.Type.TensorType is not null);
        if (!IsOfTensors)
        {
            return;
        }

        string data = Path.Combine(folder, "test_data_set_0");
        Dictionary<string, OnnxTensor> tensors = Tensors(graph, data);
        int version = (int)model.OpsetImport.Max(set => set.Version);
        Nodes = graph.Node.Where(node => node.OpType != Constant).Select(node => new OnnxNode(node, version, tensors)).ToList();
        Outputs = graph.Output.Select((_, index) => Recorded(data, "output", index)).ToList();
        IsExact = tensors.Values.All(tensor => tensor.FitsFloat32);
    }

    public string Name { get; }

    /// <summary>The operators in order, constants among them.</summary>
    public IReadOnlyList<string> Operators { get; }

    /// <summary>The operators, without constants, as one text.</summary>
    public string Signature => string.Join(' ', Operators.Where(name => name != Constant));

    /// <summary>Whether all inputs and outputs are tensors; of others nothing is read.</summary>
    public bool IsOfTensors { get; }

    /// <summary>Whether float32 holds all inputs as they were recorded.</summary>
    public bool IsExact { get; }

    /// <summary>The nodes in order, without constants.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; } = [];

    /// <summary>The first node, which is the only one mostly.</summary>
    public OnnxNode Node => Nodes[0];

    /// <summary>Its first input.</summary>
    public OnnxTensor X => Node.Input(0);

    /// <summary>The recorded outputs.</summary>
    public IReadOnlyList<OnnxTensor> Outputs { get; } = [];

    /// <summary>All cases in their order, or none where the reference data is missing.</summary>
    public static IReadOnlyList<OnnxCase> Load()
    {
        if (Shared.Folder is null)
        {
            return [];
        }

        using FileStream stream = File.OpenRead(Shared.PathOf(Root, "index.json"));
        using JsonDocument index = JsonDocument.Parse(stream);
        return index.RootElement.GetProperty("cases").EnumerateArray()
            .Select(entry => (Name: entry.GetProperty("name").GetString()!, Folder: entry.GetProperty("folder").GetString()!))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => new OnnxCase(entry.Name, Shared.PathOf(Root, entry.Folder))).ToList();
    }

    // The recorded inputs are those of the graph that have no initial value, in its order.
    private static Dictionary<string, OnnxTensor> Tensors(GraphProto graph, string data)
    {
        Dictionary<string, OnnxTensor> tensors = graph.Node.Where(node => node.OpType == Constant)
            .ToDictionary(node => node.Output[0], node => OnnxTensor.Read(node.Attribute.Single().T));
        foreach (TensorProto tensor in graph.Initializer)
        {
            tensors.Add(tensor.Name, OnnxTensor.Read(tensor));
        }

        List<string> recorded = graph.Input.Select(input => input.Name).Where(name => !tensors.ContainsKey(name)).ToList();
        for (int i = 0; i < recorded.Count; i++)
        {
            tensors.Add(recorded[i], Recorded(data, "input", i));
        }

        return tensors;
    }

    private static OnnxTensor Recorded(string folder, string kind, int index) =>
        OnnxTensor.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, $"{kind}_{index}.pb"))));
}
