using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CnnGen.Onnx;
using CnnGen.Onnx.Naming;
using CnnGen.Runtime;

namespace CnnGen.Tool;

/// <summary><c>cnngen import model.onnx</c>: writes a class and its weights, or says all that is in the way and writes nothing.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<string> _file = Paths.File("The ONNX file.");
    private readonly Option<string> _folder = Paths.Folder("--output", "The folder to write to; the current one unless set.");
    private readonly Option<string?> _namespace = new("--namespace") { Description = "The class's namespace; none unless set." };
    private readonly Option<string?> _name = new("--name") { Description = "The class's name; by the file's unless set." };
    private readonly Option<string?> _input = new("--input") { Description = "A sample's sizes where the file leaves them open, such as 3,224,224." };
    private readonly Option<bool> _folds = new("--fold") { Description = "Puts BatchNorms into the weights in front of them." };
    private readonly Option<bool> _inference = new("--inference") { Description = "Writes a class without training code." };
    private readonly Option<bool> _unbatched = new("--unbatched") { Description = "Says that the first axis is one of the sample, not the batch's." };
    private readonly Option<bool> _force = new("--force") { Description = "Writes over files that are there." };
    private readonly Report _report;

    private ImportCommand(Report report) => _report = report;

    public static Command Create(Report report)
    {
        ImportCommand import = new(report);
        Command command = new("import", "Writes a class and a safetensors file of an ONNX model.")
        {
            import._file, import._folder, import._namespace, import._name, import._input, import._folds, import._inference, import._unbatched, import._force,
        };
        command.SetAction(parsed => report.Run(() => import.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (FaultOf(parsed) is { } fault)
        {
            return _report.Fail(fault);
        }

        string file = parsed.GetValue(_file)!;
        ImportResult result = OnnxImporter.Import(file, new ImportOptions
        {
            Name = parsed.GetValue(_name),
            Namespace = parsed.GetValue(_namespace),
            FoldsNorms = parsed.GetValue(_folds),
            IsTrained = !parsed.GetValue(_inference),
            IsUnbatched = parsed.GetValue(_unbatched),
            InputSizes = parsed.GetValue(_input) is { } sizes ? SizesOf(sizes) : null,
        });
        if (result.Network is not { } network)
        {
            _report.List(file, result.Problems);
            return CommandLine.Failed;
        }

        return Write(network, parsed.GetValue(_folder)!, parsed.GetValue(_force));
    }

    private string? FaultOf(ParseResult parsed) =>
        parsed.GetValue(_name) is { } name && !Identifiers.IsName(name, mayHaveDots: false) ? $"--name '{name}' is no name of a class"
        : parsed.GetValue(_namespace) is { } space && !Identifiers.IsName(space, mayHaveDots: true) ? $"--namespace '{space}' is no name of a namespace"
        : parsed.GetValue(_input) is { } sizes && SizesOf(sizes) is null ? $"--input '{sizes}' is no list of sizes, such as 3,224,224"
        : null;

    private static List<int>? SizesOf(string text)
    {
        List<int> sizes = [];
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
            {
                return null;
            }

            sizes.Add(size);
        }

        return sizes;
    }

    private int Write(ImportedNetwork network, string folder, bool isForced)
    {
        string code = Path.Combine(folder, network.Name + ".cs");
        string weights = Path.Combine(folder, network.Name + FileKinds.Safetensors);
        if (Targets.FaultOf(isForced, code, weights) is { } fault)
        {
            return _report.Fail(fault);
        }

        Directory.CreateDirectory(folder);
        AtomicFile.Write(weights, network.WriteWeights);
        AtomicFile.Write(code, stream => stream.Write(Encoding.UTF8.GetBytes(network.ClassText)));
        _report.Say($"{code}: {network.Layers.Count} layers");
        _report.Say($"{weights}: {network.Layers.Sum(static layer => layer.Weights.Count)} tensors");
        foreach (string note in network.Notes)
        {
            _report.Say(note);
        }

        return CommandLine.Done;
    }
}
