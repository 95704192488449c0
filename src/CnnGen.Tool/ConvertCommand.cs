using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using CnnGen.PyTorch;
using CnnGen.PyTorch.Tensors;
using CnnGen.Runtime;

namespace CnnGen.Tool;

/// <summary><c>cnngen convert checkpoint.pt</c>: writes the tensors of a file of torch.save as safetensors, or says all that is in the way and writes nothing.</summary>
internal sealed class ConvertCommand
{
    private const string Counter = "num_batches_tracked";

    private readonly Argument<string> _file = Paths.File("The .pt or .pth file.");
    private readonly Option<string?> _output = Paths.Target("--output", "The file to write; the checkpoint's name with .safetensors in the current folder unless set.");
    private readonly Option<string?> _key = new("--key") { Description = "The keys, with dots, of the dictionary with the tensors; the likeliest unless set, and a dot for the checkpoint itself." };
    private readonly Option<string?> _prefix = new("--strip-prefix") { Description = "What to leave out where a name begins with it, such as module." };
    private readonly Option<bool> _force = new("--force") { Description = "Writes over a file that is there." };
    private readonly Report _report;

    private ConvertCommand(Report report) => _report = report;

    public static Command Create(Report report)
    {
        ConvertCommand convert = new(report);
        Command command = new("convert", "Writes the tensors of a PyTorch checkpoint as a safetensors file; nothing in the checkpoint is run.")
        {
            convert._file, convert._output, convert._key, convert._prefix, convert._force,
        };
        command.SetAction(parsed => report.Run(() => convert.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string file = parsed.GetValue(_file)!;
        string target = parsed.GetValue(_output) ?? Path.GetFileNameWithoutExtension(file) + FileKinds.Safetensors;
        if (Targets.FaultOf(parsed.GetValue(_force), target) is { } fault)
        {
            return _report.Fail(fault);
        }

        using Checkpoint checkpoint = Checkpoint.Open(file);
        return Find(checkpoint, parsed.GetValue(_key)) is { } dict ? Convert(checkpoint, dict, parsed.GetValue(_prefix) ?? "", file, target) : CommandLine.Failed;
    }

    private TensorDict? Find(Checkpoint checkpoint, string? key)
    {
        TensorDict? found = key is null ? checkpoint.Dicts[0] : checkpoint.Dicts.FirstOrDefault(dict => dict.Key == key);
        if (found is null)
        {
            _report.Fail($"--key '{key}' leads to no dictionary of tensors; there are {Listed(checkpoint.Dicts)}");
        }

        return found;
    }

    private int Convert(Checkpoint checkpoint, TensorDict dict, string prefix, string file, string target)
    {
        NamedTensor[] tensors = [.. dict.Tensors.Where(static entry => !IsCounter(entry.Key)).Select(entry => new NamedTensor(Stripped(entry.Key, prefix), entry.Value))];
        IReadOnlyList<string> problems = prefix.Length > 0 && !dict.Tensors.Any(entry => IsBehind(entry.Key, prefix))
            ? [$"--strip-prefix '{prefix}': no name begins with it"] : checkpoint.ProblemsOf(tensors);
        if (problems.Count > 0)
        {
            return _report.Fail($"{file}: {Report.Count(problems.Count, "problem")}; nothing is written", problems);
        }

        AtomicFile.Write(target, stream => checkpoint.Write(tensors, stream));
        _report.Say($"{target}: {Report.Count(tensors.Length, "tensor")} of {Named(dict)}");
        foreach (string note in NotesOf(checkpoint, dict, tensors))
        {
            _report.Say(note);
        }

        return CommandLine.Done;
    }

    private static IEnumerable<string> NotesOf(Checkpoint checkpoint, TensorDict dict, NamedTensor[] tensors)
    {
        if (checkpoint.Dicts.Count > 1)
        {
            yield return $"Other dictionaries of tensors, which --key takes: {Listed(checkpoint.Dicts.Where(other => other != dict))}";
        }

        int counters = dict.Tensors.Count - tensors.Length;
        if (counters > 0)
        {
            yield return $"Left out: {counters} {Counter}, which count training steps";
        }

        if (dict.Others > 0)
        {
            yield return $"Left out: {(dict.Others == 1 ? "1 entry that is no tensor" : $"{dict.Others} entries that are no tensors")}";
        }

        foreach (IGrouping<string, NamedTensor> converted in tensors.Where(static tensor => tensor.Tensor.Type.ToSingle is not null).GroupBy(static tensor => tensor.Tensor.Type.Name))
        {
            yield return $"Of {converted.Key}, written as float32: {string.Join(", ", converted.Select(static tensor => tensor.Name))}";
        }

        if (PrefixOf(tensors) is { } prefix)
        {
            yield return $"All names begin with '{prefix}'; --strip-prefix {prefix} leaves that out";
        }
    }

    /// <summary>What all names begin with and a network's would not: what is left of them are still names of layers and their tensors.</summary>
    private static string? PrefixOf(NamedTensor[] tensors)
    {
        string prefix = tensors.Length == 0 ? "" : tensors[0].Name[..(tensors[0].Name.IndexOf('.', StringComparison.Ordinal) + 1)];
        return prefix.Length > 0 && Array.TrueForAll(tensors, tensor => IsBehind(tensor.Name, prefix) && tensor.Name.IndexOf('.', prefix.Length) > 0) ? prefix : null;
    }

    private static bool IsCounter(string name) => name == Counter || name.EndsWith("." + Counter, StringComparison.Ordinal);

    private static bool IsBehind(string name, string prefix) => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal);

    private static string Stripped(string name, string prefix) => IsBehind(name, prefix) ? name[prefix.Length..] : name;

    private static string Named(TensorDict dict) => dict.Key == TensorDict.Root ? "the checkpoint itself" : $"its '{dict.Key}'";

    private static string Listed(IEnumerable<TensorDict> dicts)
    {
        const int Most = 8;
        string[] all = [.. dicts.Select(static dict => $"'{dict.Key}' ({Report.Count(dict.Tensors.Count, "tensor")})")];
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? $" and {all.Length - Most} more" : "");
    }
}
