using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>How often samples of one class were taken for another. The cells that are not zero: the whole matrix of a network with many outputs would not fit an array.</summary>
internal sealed class ConfusionCounts : IEnumerable<KeyValuePair<(int Label, int Prediction), int>>
{
    private readonly Dictionary<(int Label, int Prediction), int> _cells = [];

    /// <summary>How often a class was taken for another.</summary>
    public int this[int label, int prediction] => _cells.GetValueOrDefault((label, prediction));

    /// <summary>Counts.</summary>
    /// <param name="label">The class.</param>
    /// <param name="prediction">What it was taken for.</param>
    /// <param name="times">How often.</param>
    public void Add(int label, int prediction, int times = 1)
    {
        ref int cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, (label, prediction), out _);
        cell = checked(cell + times);
    }

    /// <summary>Counts what others have counted.</summary>
    public void Add(ConfusionCounts others)
    {
        foreach (((int label, int prediction), int times) in others)
        {
            Add(label, prediction, times);
        }
    }

    /// <summary>Counts what the other processes of a group have counted; all of them call it.</summary>
    public void AddFrom(ProcessGroup group)
    {
        int[] own = [.. _cells.SelectMany(static cell => new[] { cell.Key.Label, cell.Key.Prediction, cell.Value })];
        for (int root = 0; root < group.Size; root++)
        {
            int length = own.Length;
            group.Broadcast(MemoryMarshal.AsBytes(new Span<int>(ref length)), root);
            int[] cells = root == group.Rank ? own : new int[length];
            group.Broadcast(MemoryMarshal.AsBytes<int>(cells), root);
            for (int i = 0; root != group.Rank && i < cells.Length; i += 3)
            {
                Add(cells[i], cells[i + 1], cells[i + 2]);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<(int Label, int Prediction), int>> GetEnumerator() => _cells.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
