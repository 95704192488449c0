using System.CommandLine;
using CnnGen.Export;
using CnnGen.Export.Compiling;
using CnnGen.Onnx.Format;
using CnnGen.Runtime;
using Google.Protobuf;

namespace CnnGen.Tool;

/// <summary><c>cnngen export Network.cs</c>: writes a network class and its weights as an ONNX file, or says all that is in the way and writes nothing.</summary>
internal sealed class ExportCommand
{
    private readonly Argument<string[]> _sources = Paths.Files("sources", "The C# files with the class and its blocks: files, folders, or projects for their folders.");
    private readonly Option<string?> _weights = Paths.Source("--weights", "The safetensors file with the network's tensors.");
    private readonly Option<string?> _output = Paths.Target("--output", "The file to write; the class's name with .onnx in the current folder unless set.");
    private readonly NetworkOptions _network = new();
    private readonly Option<bool> _force = new("--force") { Description = "Writes over a file that is there." };
    private readonly Report _report;

    private ExportCommand(Report report) => _report = report;

    public static Command Create(Report report)
    {
        ExportCommand export = new(report);
        export._weights.Required = true;
        Command command = new("export", "Writes an ONNX file of a network class and its safetensors file.")
        {
            export._sources, export._weights, export._output, export._force,
        };
        export._network.AddTo(command);
        command.SetAction(parsed => report.Run(() => export.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        ReadNetwork network = _network.Read(parsed, parsed.GetValue(_sources)!);
        string target = parsed.GetValue(_output) ?? network.Name + FileKinds.Onnx;
        if (Targets.FaultOf(parsed.GetValue(_force), target) is { } fault)
        {
            return _report.Fail(fault);
        }

        NetworkParameters parameters = NetworkParameters.Read(network.Graph, parsed.GetValue(_weights)!);
        ModelProto model = OnnxExporter.Export(network, parameters.Values);
        AtomicFile.Write(target, model.WriteTo);
        _report.Say($"{target}: {Report.Count(model.Graph.Node.Count, "operator")} of version {OnnxExporter.OperatorVersion}, {Report.Count(parameters.Values.Count, "tensor")}");
        if (parameters.Unused.Count > 0)
        {
            _report.Say($"The file's tensors that the network does not have: {string.Join(", ", parameters.Unused)}");
        }

        return CommandLine.Done;
    }
}
