using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Reading;
using CnnGen.PyTorch;

namespace CnnGen.Tool;

/// <summary><c>cnngen inspect FILE</c>: says what is in a file of ONNX, of safetensors or of torch.save.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string> _file = Paths.File("An ONNX file, a safetensors file or a PyTorch checkpoint.");
    private readonly Report _report;

    private InspectCommand(Report report) => _report = report;

    public static Command Create(Report report)
    {
        InspectCommand inspect = new(report);
        Command command = new("inspect", "Says what is in an ONNX file, a safetensors file or a PyTorch checkpoint.") { inspect._file };
        command.SetAction(parsed => report.Run(() => inspect.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string file = parsed.GetValue(_file)!;
        string extension = Path.GetExtension(file);
        if (extension.Is(FileKinds.Onnx))
        {
            Inspect(OnnxFile.Read(file));
        }
        else if (extension.Is(FileKinds.Safetensors))
        {
            InspectWeights(file);
        }
        else if (FileKinds.IsCheckpoint(extension))
        {
            InspectCheckpoint(file);
        }
        else
        {
            return _report.Fail($"'{file}' is neither an {FileKinds.Onnx}, a {FileKinds.Safetensors} nor a .pt or .pth file");
        }

        return CommandLine.Done;
    }

    private void InspectCheckpoint(string file)
    {
        using Checkpoint checkpoint = Checkpoint.Open(file);
        _report.Tabulate(["dictionary", "tensors", "other entries"], checkpoint.Dicts.Select(static dict => new[] { dict.Key, Text(dict.Tensors.Count), Text(dict.Others) }));
        _report.Tabulate([$"name in '{checkpoint.Dicts[0].Key}'", "type", "shape"], checkpoint.Dicts[0].Tensors.Select(static entry => new[] { entry.Key, entry.Value.Type.Name, Shape(entry.Value.Shape) }));
    }

    private void InspectWeights(string file)
    {
        using FileStream stream = File.OpenRead(file);
        SafetensorsReader reader = new(stream);
        _report.Say($"{Report.Count(reader.Tensors.Count, "tensor")}, {Text(reader.Tensors.Sum(static tensor => tensor.Length))} elements");
        _report.Tabulate(["name", "type", "shape"], reader.Tensors.Select(static tensor => new[] { tensor.Name, tensor.Type, Shape(tensor.Shape) }));
        if (reader.Metadata.Count > 0)
        {
            _report.Tabulate(["metadata", "text"], reader.Metadata.Select(static pair => new[] { pair.Key, pair.Value }));
        }
    }

    private void Inspect(ModelProto model)
    {
        GraphProto graph = model.Graph;
        HashSet<string> given = [.. graph.Initializer.Select(static tensor => tensor.Name)];
        _report.Say($"{model.ProducerName} {model.ProducerVersion}".Trim() is { Length: > 0 } producer ? $"written by {producer}" : "written by nobody knows whom");
        _report.Tabulate(["operators of", "version"], model.OpsetImport.Select(static set => new[] { set.Domain.Length == 0 ? "ai.onnx" : set.Domain, Text(set.Version) }));
        IEnumerable<string[]> values = graph.Input.Where(input => !given.Contains(input.Name)).Select(static input => new[] { "input", input.Name, Shape(input) })
            .Concat(graph.Output.Select(static output => new[] { "output", output.Name, Shape(output) }));
        _report.Tabulate(["", "name", "shape"], values);
        _report.Tabulate(["operator", "nodes"], graph.Node.GroupBy(static node => node.OpType).OrderByDescending(static group => group.Count())
            .ThenBy(static group => group.Key, StringComparer.Ordinal).Select(static group => new[] { group.Key, Text(group.Count()) }));
        _report.Tabulate(["initializer", "shape"], graph.Initializer.Select(static tensor => new[] { tensor.Name, Shape(tensor.Dims) }));
    }

    private static string Shape(ValueInfoProto value) => value.Type?.TensorType?.Shape is { } shape
        ? $"[{string.Join(", ", shape.Dim.Select(static axis => axis.DimValue > 0 ? Text(axis.DimValue) : axis.DimParam.Length > 0 ? axis.DimParam : "?"))}]"
        : "?";

    private static string Shape(IEnumerable<long> sizes) => $"[{string.Join(", ", sizes.Select(Text))}]";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
