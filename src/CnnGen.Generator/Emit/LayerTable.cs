using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Emit;

/// <summary>The layer table as XML documentation: what hovering the class name shows.</summary>
internal static class LayerTable
{
    public static IEnumerable<string> Lines(NetworkGraph graph)
    {
        yield return "/// <summary>";
        yield return $"/// A network of {graph.Nodes.Count} layers: {Escape(graph.Input.ToString())} in, {Escape(graph.Output.ToString())} out, "
            + $"{Number(graph.ParameterCount)} parameters, {Number(graph.MultiplyAdds)} multiply-adds a sample.";
        yield return "/// <list type=\"table\">";
        yield return "/// <listheader><term>layer</term><description>output; parameters; multiply-adds; activation bytes; receptive field</description></listheader>";
        foreach (Node node in graph.Nodes)
        {
            string field = node.ReceptiveField == 0 ? "all" : Number(node.ReceptiveField);
            yield return $"/// <item><term>{Escape(node.Name)}: {Escape(node.Text)}</term><description>{node.Output}; {Number(node.ParameterCount)}; "
                + $"{Number(node.MultiplyAdds)}; {Number(node.Output.Elements * sizeof(float))}; {field}</description></item>";
        }

        yield return "/// </list>";
        yield return "/// </summary>";
    }

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Text inside an XML comment.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Text as a C# string literal.</summary>
    public static string Literal(string text) =>
        "\"" + string.Concat(text.Select(character => character is '"' or '\\' ? "\\" + character
            : character < ' ' || character > '~' ? "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture)
            : character.ToString())) + "\"";
}
