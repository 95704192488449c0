using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Layers;
using CnnGen.Onnx.Naming;

namespace CnnGen.Onnx.Writing;

/// <summary>What several outputs are called: as in the file, as far as that is a C# identifier which Forward may have as a parameter.</summary>
internal static class OutputNames
{
    public static ILookup<Layer, string> Of(LayerGraph graph)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase) { "input", "output" };
        List<(Layer Layer, string Name)> names = [];
        foreach ((string output, Layer layer) in graph.Outputs)
        {
            string wanted = Identifiers.Camel(output);
            string name = wanted;
            for (int number = 2; !taken.Add(name); number++)
            {
                name = FormattableString.Invariant($"{wanted}{number}");
            }

            names.Add((layer, name));
        }

        return names.ToLookup(static pair => pair.Layer, static pair => pair.Name);
    }
}
