using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Export;

/// <summary>A network's tensors from a safetensors file, checked against its parameters.</summary>
/// <param name="Values">By the parameters' names.</param>
/// <param name="Unused">The file's tensors that are none of the network's.</param>
internal sealed record NetworkParameters(IReadOnlyDictionary<string, float[]> Values, IReadOnlyList<string> Unused)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ExportException">Tensors are missing or have other shapes: all of them are listed.</exception>
    /// <exception cref="InvalidDataException">The file is broken.</exception>
    public static NetworkParameters Read(NetworkGraph graph, string path)
    {
        IReadOnlyDictionary<string, SafetensorsTensor> tensors = Safetensors.Read(path);
        List<string> problems = [];
        Dictionary<string, float[]> values = [];
        HashSet<string> counters = [];
        foreach ((string name, ParameterSpec parameter) in graph.Nodes.SelectMany(static node => node.Parameters.Select(parameter => (node.NameOf(parameter), parameter))))
        {
            string expected = Text(parameter.Shape.Sizes.Select(static size => (long)size));
            if (parameter.Role == ParameterRole.Counter)
            {
                counters.Add(name);
            }
            else if (!tensors.TryGetValue(name, out SafetensorsTensor? tensor))
            {
                problems.Add($"{name}: is missing; expected {expected}");
            }
            else if (!tensor.Shape.SequenceEqual(parameter.Shape.Sizes.Select(static size => (long)size)))
            {
                problems.Add($"{name}: is {Text(tensor.Shape)}; expected {expected}");
            }
            else
            {
                values[name] = tensor.Values;
            }
        }

        string[] unused = [.. tensors.Keys.Where(name => !values.ContainsKey(name) && !counters.Contains(name))];
        return problems.Count == 0 ? new(values, unused) : throw new ExportException($"{Path.GetFileName(path)} does not have the network's tensors", problems);
    }

    private static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
