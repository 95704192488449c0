using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>What the names of the file's tensors stand for: a <see cref="Constant"/> or a <see cref="Value"/>.</summary>
/// <param name="hasBatch">Whether first axes are the batch's.</param>
/// <param name="fileBatch">How many samples the file's batch has; 0 where that is open.</param>
/// <param name="areWhole">Whether the file computes with whole numbers.</param>
internal sealed class GraphValues(bool hasBatch, int fileBatch, bool areWhole)
{
    private readonly Dictionary<string, object> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

    public bool HasBatch { get; } = hasBatch;

    public int FileBatch { get; } = fileBatch;

    public bool AreWhole { get; } = areWhole;

    /// <summary>Whether a tensor comes of a node that could not be imported, so that nothing can be said of its readers.</summary>
    public bool IsLost(string name) => _lost.Contains(name);

    public object? Find(string name) => _known.GetValueOrDefault(name);

    public void Set(string name, object value) => _known[name] = value;

    public void Set(OnnxNode node, int output, object value)
    {
        if (output < node.Outputs.Count && node.Outputs[output].Length > 0)
        {
            _known[node.Outputs[output]] = value;
        }
    }

    public void Lose(IEnumerable<string> names) => _lost.UnionWith(names.Where(static name => name.Length > 0));
}
