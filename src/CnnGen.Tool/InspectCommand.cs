using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CnnGen.Export.Inspecting;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Reading;
using CnnGen.PyTorch;
using CnnGen.Runtime;

namespace CnnGen.Tool;

/// <summary><c>cnngen inspect</c>: says what is in a file of ONNX, of safetensors or of torch.save, or what a network class is.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string[]> _files = Paths.Files("files", "An ONNX file, a safetensors file, a PyTorch checkpoint, or C# files, folders and projects with a network class.");
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "Of a network class: writes the graph as a Mermaid diagram in place of the table." };
    private readonly Option<string?> _svg = Paths.Target("--svg", "Of a network class: a file that the graph is drawn to.");
    private readonly NetworkOptions _network = new();
    private readonly Report _report;

    private InspectCommand(Report report) => _report = report;

    public static Command Create(Report report)
    {
        InspectCommand inspect = new(report);
        Command command = new("inspect", "Says what is in an ONNX file, a safetensors file, a PyTorch checkpoint or a network class.") { inspect._files, inspect._mermaid, inspect._svg };
        inspect._network.AddTo(command);
        command.SetAction(parsed => report.Run(() => inspect.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] files = parsed.GetValue(_files)!;
        string extension = Path.GetExtension(files[0]);
        bool isClass = extension is ".cs" or ".csproj" || Directory.Exists(files[0]);
        if (!isClass && files.Length > 1)
        {
            return _report.Fail($"'{files[1]}' is one file too many: several are read of C# alone");
        }

        if (isClass)
        {
            InspectClass(parsed, files);
        }
        else if (extension.Is(FileKinds.Onnx))
        {
            Inspect(OnnxFile.Read(files[0]));
        }
        else if (extension.Is(FileKinds.Safetensors))
        {
            InspectWeights(files[0]);
        }
        else if (FileKinds.IsCheckpoint(extension))
        {
            InspectCheckpoint(files[0]);
        }
        else
        {
            return _report.Fail($"'{files[0]}' is neither an {FileKinds.Onnx}, a {FileKinds.Safetensors}, a .pt, .pth or .cs file nor a folder or project with such");
        }

        return CommandLine.Done;
    }

    private void InspectClass(ParseResult parsed, string[] sources)
    {
        NetworkInfo network = NetworkInfos.Of(_network.Read(parsed, sources));
        _report.Say((parsed.GetValue(_mermaid) ? network.ToMermaid() : network.ToString()).TrimEnd());
        if (parsed.GetValue(_svg) is { } target)
        {
            AtomicFile.Write(target, stream => stream.Write(Encoding.UTF8.GetBytes(SvgDrawing.Of(network))));
        }
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
