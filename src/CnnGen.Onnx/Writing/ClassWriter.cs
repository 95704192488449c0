using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CnnGen.Onnx.Layers;
using CnnGen.Onnx.Naming;

namespace CnnGen.Onnx.Writing;

/// <summary>Writes a network as a person would: a line for each layer with weights and what belongs to it, names where something is named.</summary>
internal static class ClassWriter
{
    private const int LongestLine = 140;

    /// <summary>Writes the class.</summary>
    /// <param name="graph">The layers, with their names.</param>
    /// <param name="steps">The layers in their places.</param>
    /// <param name="header">Lines of comment at the top.</param>
    /// <param name="options">The class's name and namespace.</param>
    public static string Write(LayerGraph graph, IReadOnlyList<Step> steps, IEnumerable<string> header, ClassOptions options)
    {
        StringBuilder text = new();
        foreach (string line in header)
        {
            Line(text, "// " + line);
        }

        Line(text, "using CnnGen;");
        Line(text, "");
        if (options.Namespace is { } space)
        {
            Line(text, $"namespace {space};");
            Line(text, "");
        }

        bool hasPairs = graph.Layers.Any(layer => IsSecondMap(graph, layer));
        if (hasPairs)
        {
            Line(text, "#pragma warning disable CNN102 // The file has linear maps with no activation between them.");
        }

        if (NetworkArguments(graph, options) is { Length: > 0 } arguments)
        {
            Line(text, $"[Network({arguments})]");
        }

        Line(text, $"[Input({string.Join(", ", graph.Input.Shape)})]");
        foreach (string line in Lines(graph, steps))
        {
            Line(text, $"[{line}]");
        }

        Line(text, $"public partial class {options.Name};");
        return text.ToString();
    }

    private static string NetworkArguments(LayerGraph graph, ClassOptions options)
    {
        bool isFloor = graph.Layers.Any(static layer => IsCut(layer) && layer.Window!.Rounding == Rounding.Down);
        return string.Join(", ", new[] { isFloor ? "Fit = Fit.Floor" : "", options.IsTrained ? "" : "Training = false" }.Where(static part => part.Length > 0));
    }

    private static bool IsCut(Layer layer) => layer is { Window: { } window, Kind: not "Pad" } && !window.Divides(layer.Inputs[0].Shape[1..]);

    private static bool IsSecondMap(LayerGraph graph, Layer layer) =>
        IsMap(layer) && layer.Inputs[0] is var first && IsMap(first) && graph.ReadersOf(first) == 1;

    private static bool IsMap(Layer layer) => layer.Kind is "Conv" or "Linear" or "ConvTranspose";

    private static IEnumerable<string> Lines(LayerGraph graph, IReadOnlyList<Step> steps)
    {
        Dictionary<Layer, string> defaults = LayerNames.Defaults(graph.Layers);
        ILookup<Layer, string> marks = graph.Outputs.Count > 1 ? OutputNames.Of(graph) : Array.Empty<Layer>().ToLookup(static layer => layer, static _ => "");
        List<string> line = [];
        foreach (Step step in steps)
        {
            string[] attributes = [Attribute(step, defaults[step.Layer]), .. marks[step.Layer].Select(static name => $"Output({Literal(name)})")];
            bool begins = step.From is not null || BeginsLine(step.Layer) || line.Sum(static part => part.Length + 2) + attributes[0].Length > LongestLine;
            if (begins && line.Count > 0)
            {
                yield return string.Join(", ", line);
                line.Clear();
            }

            line.AddRange(attributes);
        }

        yield return string.Join(", ", line);
    }

    private static bool BeginsLine(Layer layer) => layer.Kind is "Conv" or "DepthwiseConv" or "ConvTranspose" or "Linear";

    private static string Attribute(Step step, string defaultName)
    {
        Layer layer = step.Layer;
        List<Argument> arguments = [.. step.Joined.Select(static joined => new Argument(null, Reference(joined))), .. layer.Arguments];
        if (step.IsRunningFirst)
        {
            arguments.Add(new("Order", "ConcatOrder.RunningFirst"));
        }

        if (HasOptionalBias(layer) && layer.Find("bias") is null)
        {
            arguments.Add(new("Bias", "false"));
        }

        if (IsCut(layer) && layer.Window!.Rounding == Rounding.Up)
        {
            arguments.Add(new("Fit", "Fit.Ceil"));
        }

        if (layer.Name is { } name && name != defaultName)
        {
            arguments.Add(new("Name", Literal(name)));
        }

        if (step.From is { } from)
        {
            arguments.Add(new("From", Reference(from)));
        }

        string list = string.Join(", ", arguments.Select(static argument => argument.Name is null ? argument.Text : $"{argument.Name} = {argument.Text}"));
        return list.Length == 0 ? layer.Kind : $"{layer.Kind}({list})";
    }

    private static bool HasOptionalBias(Layer layer) => layer.Kind is "Conv" or "DepthwiseConv" or "ConvTranspose" or "Linear";

    private static string Reference(Layer layer) => layer.Kind == Kinds.Input ? "Tensor.Input" : Literal(layer.Name!);

    private static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
