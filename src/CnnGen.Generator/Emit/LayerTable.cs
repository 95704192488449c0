using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>The layer table as XML documentation: what hovering the class name shows.</summary>
internal static class LayerTable
{
    /// <summary>The network in one sentence, then its layers.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="hasSummary">Whether the user's part of the class has a summary.</param>
    /// <param name="hasRemarks">Whether it has remarks.</param>
    /// <remarks>
    /// The documentation of a class's parts is laid end to end, and of two elements of a kind editors show the first, which is the user's. So the table
    /// takes the first place that is free: the remarks, the summary, and the value, which of a class nobody writes.
    /// </remarks>
    public static IEnumerable<string> Lines(NetworkGraph graph, bool hasSummary, bool hasRemarks)
    {
        string sentence = $"A network of {Layers(graph)}: {Escape(graph.Input.ToString())} in, {Outputs(graph)} out, "
            + $"{Wording.Number(graph.ParameterCount)} parameters, {Wording.Number(graph.MultiplyAdds)} multiply-adds a sample.";
        string place = !hasRemarks ? "remarks" : !hasSummary ? "summary" : "value";
        if (hasSummary || hasRemarks)
        {
            yield return $"/// <{place}>";
            yield return $"/// <para>{sentence}</para>";
        }
        else
        {
            yield return $"/// <summary>{sentence}</summary>";
            yield return $"/// <{place}>";
        }

        yield return "/// <list type=\"table\">";
        yield return "/// <listheader><term>layer</term><description>output; parameters; multiply-adds; activation bytes; receptive field; its stride</description></listheader>";
        foreach (Node node in graph.Nodes)
        {
            string field = node.ReceptiveField is { } seen
                ? $"{Sizes(seen.Of(graph.Input).Select(axis => axis.Size))}; {Sizes(seen.Of(graph.Input).Select(axis => axis.Stride))}"
                : "all";
            yield return $"/// <item><term>{Escape(node.Name)}: {Escape(node.Text)}</term><description>{node.Output}; {Wording.Number(node.ParameterCount)}; "
                + $"{Wording.Number(node.MultiplyAdds)}; {Wording.Number(node.ActivationBytes)}; {field}</description></item>";
        }

        yield return "/// </list>";
        yield return $"/// </{place}>";
    }

    /// <summary>The outputs' shapes, of further ones with their names.</summary>
    private static string Outputs(NetworkGraph graph) =>
        Escape(Wording.And(graph.Outputs.Select(static (output, place) => place == 0 ? output.Shape.ToString() : $"{output.Shape} as {output.Name}")));

    /// <summary>How many layers there are.</summary>
    public static string Layers(NetworkGraph graph) => graph.Nodes.Count == 1 ? "1 layer" : $"{Wording.Number(graph.Nodes.Count)} layers";

    /// <summary>A number for each axis: one where all are equal, and 1 where the input has none.</summary>
    private static string Sizes(IEnumerable<int> axes) => axes.Distinct().Count() switch
    {
        0 => Wording.Number(1),
        1 => Wording.Number(axes.First()),
        _ => string.Join("x", axes.Select(axis => Wording.Number(axis))),
    };

    /// <summary>Text inside an XML comment.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
