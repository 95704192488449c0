using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Weights;

namespace CnnGen.Generator.Graph;

/// <summary>Holds the tensors of a weights file against a network's, by the rules by which Load takes them.</summary>
internal static class WeightsRules
{
    private const int MostTensors = 5;
    private const int MostPaths = 3;

    /// <summary>Finds the file that a path names.</summary>
    /// <param name="files">The project's; null where the build has listed none.</param>
    /// <param name="path">As it was typed.</param>
    /// <returns>The file, or why there is none.</returns>
    public static (WeightsFile? File, WeightsError? Error) Find(EquatableArray<WeightsFile>? files, string path)
    {
        if (files is not { } listed)
        {
            return (null, new WeightsError("CNN201", $"the build has not listed the project's weights files, so '{path}' cannot be checked: the package CnnGen lists them by its CnnGen.targets, which this project does not import"));
        }

        if (WeightsFile.Find(listed, path) is { } found)
        {
            return found.Problem is { } problem ? (null, new WeightsError("CNN202", $"'{path}' cannot be read: {problem}")) : (found, null);
        }

        string plain = WeightsFile.PlainPath(path);
        List<string> meant = Meant(listed.Select(static file => file.Path).ToList(), plain);
        string instead = meant.Count > 0 ? $"; {Wording.Or(meant.Select(static one => $"'{one}'"))} is there"
            : !plain.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ? "; weights are read from .safetensors files alone, which 'cnngen convert' makes of .pt and .pth files"
            : $"; one outside of the project's folder is named to the build as <CnnGenWeights Include=\"{plain}\" />";
        return (null, new WeightsError("CNN201", $"the project has no weights file '{path}': the path goes from the project's folder on{instead}") { Paths = meant });
    }

    /// <summary>What of a file is not as the network has it.</summary>
    public static IEnumerable<WeightsError> Check(NetworkGraph graph, WeightsFile file)
    {
        Dictionary<string, FileTensor> found = new(StringComparer.Ordinal);
        foreach (FileTensor tensor in file.Tensors)
        {
            found[tensor.Name] = tensor;
        }

        List<WantedTensor> wanted = graph.Nodes.SelectMany(static node => node.Parameters.Select(parameter => new WantedTensor(node, parameter))).ToList();
        HashSet<string> names = new(wanted.Select(static tensor => tensor.Name), StringComparer.Ordinal);
        List<FileTensor> extra = file.Tensors.Where(tensor => !names.Contains(tensor.Name)).ToList();

        // PyTorch counts batches since 0.4.1, and loads what was saved before.
        List<WantedTensor> missing = wanted.Where(tensor => !tensor.IsCounter && !found.ContainsKey(tensor.Name)).ToList();
        List<WantedTensor> different = wanted.Where(tensor => found.TryGetValue(tensor.Name, out FileTensor other) && !tensor.Takes(other)).ToList();
        if (missing.Count > 0)
        {
            string list = List(missing, tensor => $"'{tensor.Name}' {tensor}{Nearest(tensor.Name, extra.Select(static one => one.Name))}");
            yield return new WeightsError("CNN203", $"'{file.Path}' lacks {Count(missing)} of the network: {list}{InFront(missing, extra)}");
        }

        if (extra.Count > 0)
        {
            string list = List(extra, tensor => $"'{tensor.Name}' {tensor}{Nearest(tensor.Name, missing.Select(static one => one.Name))}");
            yield return new WeightsError("CNN204", $"'{file.Path}' has {Count(extra)} that the network has not: {list}");
        }

        if (different.Count > 0)
        {
            string list = List(different, tensor => $"'{tensor.Name}' is {found[tensor.Name]} in the file and {tensor} in the network");
            yield return new WeightsError("CNN205", $"'{file.Path}' has {Count(different)} of another shape or type: {list}");
        }
    }

    // The same name in another folder comes before one spelt alike.
    private static List<string> Meant(List<string> paths, string path)
    {
        string name = FileName(path);
        return paths.Where(one => string.Equals(FileName(one), name, StringComparison.OrdinalIgnoreCase))
            .Concat(Spelling.Nearest(path, paths)).Distinct().Take(MostPaths).ToList();
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOf('/') + 1);

    private static string Count<T>(List<T> tensors) => tensors.Count == 1 ? "a tensor" : $"{Wording.Number(tensors.Count)} tensors";

    // To look for the nearest name of each takes long where a file is another network's.
    private static string List<T>(List<T> tensors, Func<T, string> text) =>
        string.Join(", ", tensors.Take(MostTensors).Select(text)) + (tensors.Count > MostTensors ? $" and {Wording.Number(tensors.Count - MostTensors)} more" : "");

    private static string Nearest(string name, IEnumerable<string> others) =>
        Spelling.Nearest(name, others.ToList()).FirstOrDefault() is { } nearest ? $" (the nearest is '{nearest}')" : "";

    // DataParallel writes "module." in front of every name.
    private static string InFront(List<WantedTensor> missing, List<FileTensor> left)
    {
        if (missing.Count < 2 || left.FirstOrDefault(tensor => tensor.Name.EndsWith("." + missing[0].Name, StringComparison.Ordinal)) is not { } first)
        {
            return "";
        }

        string front = first.Name.Substring(0, first.Name.Length - missing[0].Name.Length);
        HashSet<string> others = new(left.Select(static tensor => tensor.Name), StringComparer.Ordinal);
        return missing.All(tensor => others.Contains(front + tensor.Name)) ? $"; without '{front}' in front of the file's names all of them are there" : "";
    }

    /// <summary>A tensor of the network.</summary>
    private sealed class WantedTensor(Node node, ParameterSpec parameter)
    {
        private readonly EquatableArray<long> _shape = parameter.Shape.Sizes.Select(static size => (long)size).ToEquatableArray();

        public string Name { get; } = node.NameOf(parameter);

        public bool IsCounter { get; } = parameter.Role == ParameterRole.Counter;

        public bool Takes(FileTensor tensor) => (tensor.IsReal || (IsCounter && tensor.Type == FileTensor.Counter)) && _shape.Equals(tensor.Shape);

        public override string ToString() => FileTensor.Describe(IsCounter ? FileTensor.Counter : FileTensor.Real, _shape);
    }
}
