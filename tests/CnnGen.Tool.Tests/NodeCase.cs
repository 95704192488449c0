using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen.Onnx;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Reading;
using CnnGen.Tests;

namespace CnnGen.Tool.Tests;

/// <summary>
/// A recorded case of ONNX's own operator tests, as a network: one of its inputs is the network's, the others are constants of the file. What is
/// the batch depends on the operator: where the first axis is none it is one of the sample.
/// </summary>
internal sealed class NodeCase
{
    private const string Root = "onnx-node";

    // In place of the one input that is the network's.
    private const int All = -1;

    private readonly string _folder;

    private NodeCase(string name, string folder)
    {
        Name = name;
        _folder = Path.Combine(folder, "test_data_set_0");
        ModelProto model = OnnxFile.Read(Path.Combine(folder, "model.onnx"));
        foreach ((bool isUnbatched, int place) in Attempts(model))
        {
            ImportResult result = TryImport(model, isUnbatched, place);
            Problems ??= result.Problems;
            if (result.Network is not null)
            {
                (Network, Input) = (result.Network, place == All ? Together(InputsOf(model).Count, isUnbatched) : ReadTensor("input", place).Reals);
                OutputNames = [.. model.Graph.Output.Select(static output => output.Name)];
                return;
            }
        }
    }

    public string Name { get; }

    /// <summary>The network; null where none could be made.</summary>
    public ImportedNetwork? Network { get; }

    /// <summary>What the network is given.</summary>
    public float[] Input { get; } = [];

    /// <summary>The outputs as the file calls them.</summary>
    public IReadOnlyList<string> OutputNames { get; } = [];

    /// <summary>Why it is none, as the first attempt says it.</summary>
    public IReadOnlyList<Problem>? Problems { get; }

    /// <summary>The distance of the recorded type's numbers around 1; zero of whole numbers, which are computed exactly or not at all.</summary>
    public double Precision => Recorded.ReadProto(Path.Combine(_folder, "output_0.pb")).DataType switch
    {
        1 or 11 => 1.0 / (1 << 23),
        10 => 1.0 / (1 << 10),
        _ => 0,
    };

    /// <summary>All cases in their order, or none where the reference data is missing.</summary>
    public static IReadOnlyList<NodeCase> Load()
    {
        if (Shared.Folder is null)
        {
            return [];
        }

        using FileStream stream = File.OpenRead(Shared.PathOf(Root, "index.json"));
        using JsonDocument index = JsonDocument.Parse(stream);
        return [.. index.RootElement.GetProperty("cases").EnumerateArray()
            .Select(static entry => (Name: entry.GetProperty("name").GetString()!, Folder: entry.GetProperty("folder").GetString()!))
            .OrderBy(static entry => entry.Name, StringComparer.Ordinal)
            .Select(static entry => new NodeCase(entry.Name, Shared.PathOf(Root, entry.Folder)))];
    }

    public float[] ReadOutput(int place) => ReadTensor("output", place).Reals;

    // One input is the network's and the others are weights; or all of them are the network's.
    private static IEnumerable<(bool IsUnbatched, int Place)> Attempts(ModelProto model)
    {
        int inputs = InputsOf(model).Count;
        return from place in inputs > 1 ? new[] { 0, 1, All } : [0] from isUnbatched in new[] { false, true } select (isUnbatched, place);
    }

    private static List<ValueInfoProto> InputsOf(ModelProto model) =>
        [.. model.Graph.Input.Where(input => model.Graph.Initializer.All(tensor => tensor.Name != input.Name))];

    // Sample by sample, what each input has of it.
    private float[] Together(int inputs, bool isUnbatched)
    {
        Constant[] tensors = [.. Enumerable.Range(0, inputs).Select(i => ReadTensor("input", i))];
        int samples = isUnbatched ? 1 : tensors[0].Shape[0];
        return [.. Enumerable.Range(0, samples).SelectMany(sample => tensors.SelectMany(tensor => tensor.Reals.Chunk(tensor.Length / samples).ElementAt(sample)))];
    }

    private ImportResult TryImport(ModelProto model, bool isUnbatched, int place)
    {
        ModelProto bound = model.Clone();
        List<ValueInfoProto> inputs = InputsOf(bound);
        try
        {
            for (int i = 0; i < inputs.Count; i++)
            {
                TensorProto tensor = Recorded.ReadProto(Path.Combine(_folder, $"input_{i}.pb"));
                tensor.Name = inputs[i].Name;
                if (i != place && place != All)
                {
                    bound.Graph.Initializer.Add(tensor);
                }
                else if (ReadTensor("input", i) is var x && !FitsFloat32(tensor, x))
                {
                    return new(null, [Problem.OfFile("numbers beyond float32")]);
                }
            }
        }
        catch (Exception exception) when (exception is ImportException or FileNotFoundException)
        {
            return new(null, [Problem.OfFile(exception.Message)]);
        }

        LeaveOutSideResults(bound);
        string name = $"Case_{Name}";
        return OnnxImporter.Import(bound, name, null, new ImportOptions { Name = name, IsTrained = false, IsUnbatched = isUnbatched });
    }

    private static bool FitsFloat32(TensorProto tensor, Constant x) => tensor.DataType != 11
        || tensor.RawData.IsEmpty || Enumerable.Range(0, x.Length).All(i => BitConverter.ToDouble(tensor.RawData.Span.Slice(8 * i, 8)) == x.Reals[i]);

    // Masks, places and statistics that operators give beside their result are no outputs of layers.
    private static void LeaveOutSideResults(ModelProto model)
    {
        if (model.Graph.Node is [var only] && only.OpType is "MaxPool" or "Dropout" or "LayerNormalization")
        {
            NodeProto node = model.Graph.Node[0];
            while (node.Output.Count > 1)
            {
                node.Output.RemoveAt(1);
                model.Graph.Output.RemoveAt(1);
            }
        }
    }

    private Constant ReadTensor(string kind, int place) => Recorded.Read(Path.Combine(_folder, $"{kind}_{place}.pb"));
}
