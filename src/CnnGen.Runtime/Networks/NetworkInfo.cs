using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen;

/// <summary>The layer table of a network.</summary>
public sealed class NetworkInfo
{
    private static readonly string[] Headings =
        ["layer", "declared as", "output", "parameters", "multiply-adds", "operations", "activation bytes", "receptive field", "its stride"];

    private const int UsualBatch = 32;

    // The first columns hold words and shapes, the others numbers.
    private const int LeftAlignedColumns = 3;

    private readonly LayerInfo[] _layers;
    private readonly int[] _inputShape;

    /// <summary>Makes the table.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="inputShape">Channels, then spatial sizes of one input sample.</param>
    /// <param name="layers">The layers in the order in which they run.</param>
    /// <param name="outputs">Its own output, then those that are marked.</param>
    /// <param name="memory">The memory that it takes.</param>
    /// <exception cref="ArgumentException">A layer reads one that does not come before it, or there is no output, or one is of a layer that is not there.</exception>
    public NetworkInfo(string name, IReadOnlyList<int> inputShape, IReadOnlyList<LayerInfo> layers, IReadOnlyList<OutputInfo> outputs, NetworkMemory memory)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(inputShape);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(memory);
        Name = name;
        Memory = memory;
        _inputShape = [.. inputShape];
        _layers = [.. layers];
        OutputInfo[] ownOutputs = [.. outputs];
        if (ownOutputs.Length == 0 || ownOutputs.Any(output => output.Layer < -1 || output.Layer >= _layers.Length))
        {
            throw new ArgumentException($"The outputs are of the layers {string.Join(", ", outputs.Select(static output => output.Layer))}; there must be one, and there are the layers 0 to {_layers.Length - 1} and -1, the input.", nameof(outputs));
        }

        // Views, because the table is the class's and a caller may cast.
        InputShape = Array.AsReadOnly(_inputShape);
        Layers = Array.AsReadOnly(_layers);
        Outputs = Array.AsReadOnly(ownOutputs);
        for (int place = 0; place < _layers.Length; place++)
        {
            LayerInfo layer = _layers[place];
            if (layer.Inputs.Any(input => input < -1 || input >= place))
            {
                throw new ArgumentException($"The layer {layer.Name} reads the layers {string.Join(", ", layer.Inputs)}; it is number {place} and can read those before it and -1, the input.", nameof(layers));
            }

            Parameters = checked(Parameters + layer.Parameters);
            MultiplyAdds = checked(MultiplyAdds + layer.MultiplyAdds);
            Operations = checked(Operations + layer.Operations);
            ActivationBytes = checked(ActivationBytes + layer.ActivationBytes);
        }
    }

    /// <summary>The class's name.</summary>
    public string Name { get; }

    /// <summary>Channels, then spatial sizes of one input sample.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>The layers in the order in which they run.</summary>
    public IReadOnlyList<LayerInfo> Layers { get; }

    /// <summary>The network's own output, then those that are marked, in the order in which Forward takes them.</summary>
    public IReadOnlyList<OutputInfo> Outputs { get; }

    /// <summary>Number of parameters, trained and frozen.</summary>
    public int Parameters { get; }

    /// <summary>Multiply-adds of convolutions and linear layers for one sample, biases not counted: the way torchvision counts.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Everything that is computed for one sample: a multiply-add, an addition, a comparison and a function of one element count 1 each.</summary>
    public long Operations { get; }

    /// <summary>Bytes of the outputs of all layers of one sample as float32; Forward reuses memory and takes less.</summary>
    public long ActivationBytes { get; }

    /// <summary>The memory that instances and training graphs take.</summary>
    public NetworkMemory Memory { get; }

    /// <summary>The table as text: a line a layer, then the totals.</summary>
    public override string ToString()
    {
        List<string[]> rows = [Headings, ["input", "", Shape(_inputShape), "", "", "", "", "", ""]];
        foreach (LayerInfo layer in _layers)
        {
            rows.Add(
            [
                layer.Name, layer.Kind, Shape(layer.OutputShape), Number(layer.Parameters), Number(layer.MultiplyAdds),
                Number(layer.Operations), Number(layer.ActivationBytes),
                layer.ReceptiveField is { } field ? Sizes(field.Depth, field.Height, field.Width) : "all",
                layer.ReceptiveField is { } strided ? Sizes(strided.StrideDepth, strided.StrideHeight, strided.StrideWidth) : "",
            ]);
        }

        rows.Add(["total", "", "", Number(Parameters), Number(MultiplyAdds), Number(Operations), Number(ActivationBytes), "", ""]);

        int[] widths = new int[Headings.Length];
        for (int column = 0; column < widths.Length; column++)
        {
            widths[column] = rows.Max(row => row[column].Length);
        }

        StringBuilder text = new();
        text.Append(Name).Append('\n');
        AppendRow(text, rows[0], widths);
        AppendRule(text, widths);
        foreach (string[] row in rows.Take(1..^1))
        {
            AppendRow(text, row, widths);
        }

        AppendRule(text, widths);
        AppendRow(text, rows[^1], widths);
        text.Append("workspace ").Append(Number(Memory.Workspace)).Append(" bytes, packed weights ").Append(Number(Memory.Weights)).Append(" bytes\n");
        if (Memory.Training is { } training)
        {
            text.Append("training ").Append(Number(training.Sample)).Append(" bytes a sample, ")
                .Append(Number(training.Of(UsualBatch))).Append(" bytes a batch of ").Append(Number(UsualBatch)).Append('\n');
            if (training.Recomputation is { } again)
            {
                text.Append("recomputed in the backward pass ").Append(Number(again.MultiplyAdds)).Append(" multiply-adds a sample, which saves ")
                    .Append(Number(again.Without.Of(UsualBatch) - training.Of(UsualBatch))).Append(" bytes\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The layers as a Mermaid diagram: a node a layer, shapes on the edges.</summary>
    public string ToMermaid()
    {
        StringBuilder text = new("graph TD\n");
        text.Append("    input([\"").Append(Escape(Name)).Append(" input\"])\n");
        for (int i = 0; i < _layers.Length; i++)
        {
            LayerInfo layer = _layers[i];
            string node = string.Create(CultureInfo.InvariantCulture, $"layer{i}");
            text.Append("    ").Append(node).Append("[\"").Append(Escape(layer.Name)).Append("<br/>").Append(Escape(layer.Kind)).Append("\"]\n");
            foreach (int from in layer.Inputs)
            {
                AppendEdge(text, from, node);
            }
        }

        text.Append("    output([\"").Append(Escape(Outputs[0].Name)).Append("\"])\n");
        AppendEdge(text, Outputs[0].Layer, "output");
        return text.ToString();
    }

    private void AppendEdge(StringBuilder text, int from, string to)
    {
        string node = from < 0 ? "input" : string.Create(CultureInfo.InvariantCulture, $"layer{from}");
        string shape = Shape(from < 0 ? _inputShape : _layers[from].OutputShape);
        text.Append("    ").Append(node).Append(" -->|\"").Append(shape).Append("\"| ").Append(to).Append('\n');
    }

    private static void AppendRow(StringBuilder text, string[] row, int[] widths)
    {
        int start = text.Length;
        for (int column = 0; column < row.Length; column++)
        {
            string cell = row[column];
            text.Append(column == 0 ? "" : "  ");
            text.Append(column < LeftAlignedColumns ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
        }

        while (text.Length > start && text[^1] == ' ')
        {
            text.Length--;
        }

        text.Append('\n');
    }

    private static void AppendRule(StringBuilder text, int[] widths) =>
        text.AppendJoin("  ", widths.Select(static width => new string('-', width))).Append('\n');

    private static string Shape(IReadOnlyList<int> shape) =>
        string.Join('x', shape.Select(static axis => axis.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A number for each axis that the input has: one where all are equal.</summary>
    private string Sizes(int depth, int height, int width)
    {
        int[] axes = [depth, height, width];
        ReadOnlySpan<int> own = axes.AsSpan(Math.Clamp(axes.Length + 1 - _inputShape.Length, 0, axes.Length - 1));
        return own.ContainsAnyExcept(width) ? Shape(own.ToArray()) : width.ToString(CultureInfo.InvariantCulture);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Text within a Mermaid label in quotes, where # begins an entity.</summary>
    private static string Escape(string text) => text
        .Replace("#", "#35;", StringComparison.Ordinal)
        .Replace("\"", "#quot;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal)
        .Replace(">", "#gt;", StringComparison.Ordinal);
}
