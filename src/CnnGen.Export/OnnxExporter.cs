using System.Collections.Generic;
using System.Linq;
using CnnGen.Export.Compiling;
using CnnGen.Export.Layers;
using CnnGen.Export.Writing;
using CnnGen.Generator.Graph;
using CnnGen.Onnx.Format;

namespace CnnGen.Export;

/// <summary>Makes an ONNX model of a network and its tensors.</summary>
internal sealed class OnnxExporter
{
    /// <summary>The version of the operators that are written.</summary>
    public const int OperatorVersion = ModelWriter.OperatorVersion;

    private const string InputName = "input";

    // A message is shorter than 2 GB; the operators need some of it.
    private const long MostBytes = int.MaxValue - (1 << 24);

    private readonly ReadNetwork _network;
    private readonly IReadOnlyDictionary<string, float[]> _parameters;
    private readonly ModelWriter _model;
    private readonly string _input;
    private readonly Dictionary<int, string> _values = [];

    private OnnxExporter(ReadNetwork network, IReadOnlyDictionary<string, float[]> parameters)
    {
        _network = network;
        _parameters = parameters;
        _model = new ModelWriter(network.Name, typeof(OnnxExporter).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "");

        // Outputs and parameters have their names before anything else could take them.
        foreach (string name in Outputs.Select(static output => output.Name).Concat(parameters.Keys))
        {
            _model.Unique(name);
        }

        _input = _model.Unique(InputName);
        _values[Node.NetworkInput] = _input;
    }

    private NetworkGraph Graph => _network.Graph;

    private IReadOnlyList<NetworkOutput> Outputs => Graph.Outputs;

    /// <summary>Exports a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its tensors by name.</param>
    /// <exception cref="ExportException">They are more than a file of ONNX holds.</exception>
    public static ModelProto Export(ReadNetwork network, IReadOnlyDictionary<string, float[]> parameters)
    {
        long bytes = parameters.Values.Sum(static values => (long)sizeof(float) * values.Length);
        return bytes <= MostBytes ? new OnnxExporter(network, parameters).Run() : throw new ExportException($"the tensors have {bytes} bytes, and a file of ONNX holds {MostBytes}");
    }

    private ModelProto Run()
    {
        _model.AddInput(_input, Graph.Input.Sizes);
        foreach (Node node in Graph.Nodes)
        {
            _values[node.Id] = WriteLayer(node);
        }

        WriteOutputs();
        return _model.Model;
    }

    /// <summary>Writes a layer's operators.</summary>
    /// <returns>Its output: a value of the layer's name, or what it takes where it computes nothing.</returns>
    private string WriteLayer(Node node)
    {
        string[] inputs = [.. node.Inputs.Select(input => _values[input])];
        int before = _model.NodeCount;
        LayerWriter writer = new(_model, node, _network.Declared.Layers[node.Id], inputs, _parameters);
        string made = LayerExports.Find(writer.Declaration.Kind)(writer);
        if (_model.NodeCount == before)
        {
            return made;
        }

        string name = _model.Unique(node.Name);
        _model.Rename(new Dictionary<string, string> { [made] = name }, before);
        return name;
    }

    /// <summary>Gives the values that are outputs the outputs' names; one that has two of them, or is the input, is copied.</summary>
    private void WriteOutputs()
    {
        Dictionary<string, string> names = [];
        List<(string Value, string Output)> copies = [];
        foreach (NetworkOutput output in Outputs)
        {
            string value = _values[output.Node];
            if (value == _input || !names.TryAdd(value, output.Name))
            {
                copies.Add((value, output.Name));
            }
        }

        _model.Rename(names, 0);
        foreach ((string value, string output) in copies)
        {
            _model.AddNode("Identity", output, [names.GetValueOrDefault(value, value)], []);
        }

        foreach (NetworkOutput output in Outputs)
        {
            _model.AddOutput(output.Name, output.Shape.Sizes);
        }
    }
}
