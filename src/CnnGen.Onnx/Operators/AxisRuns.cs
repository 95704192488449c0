using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Onnx.Operators;

/// <summary>
/// Axes as a layer takes them that changes some of them and may not change the first: the first is one that stays as it is, or one of a single
/// element, and others that stay are taken together where a layer has too few axes.
/// </summary>
/// <param name="Sizes">The layer's shape.</param>
/// <param name="Axes">For each of its axes the tensor's that changes along it; -1 where none does.</param>
internal sealed record AxisRuns(int[] Sizes, int[] Axes)
{
    private const int MostAxes = 4;

    /// <param name="shape">The tensor's sizes.</param>
    /// <param name="order">Its axes as they lie.</param>
    /// <param name="changes">Whether an axis changes.</param>
    public static AxisRuns Of(int[] shape, int[] order, Func<int, bool> changes)
    {
        List<(int Size, int Axis)> runs = [.. order.Select(axis => (shape[axis], changes(axis) ? axis : -1))];
        bool hasChannels = runs[0].Axis < 0;
        if (!hasChannels)
        {
            runs.Insert(0, (1, -1));
        }

        if (!hasChannels || runs.Count > MostAxes)
        {
            Merge(runs);
        }

        return new([.. runs.Select(static run => run.Size)], [.. runs.Select(static run => run.Axis)]);
    }

    /// <summary>What belongs to the axes that change; 0 for others.</summary>
    public int[] Each(int[] numbers) => Array.ConvertAll(Axes, axis => axis < 0 ? 0 : numbers[axis]);

    private static void Merge(List<(int Size, int Axis)> runs)
    {
        for (int i = runs.Count - 1; i > 0; i--)
        {
            if (runs[i].Axis < 0 && runs[i - 1].Axis < 0)
            {
                runs[i - 1] = (runs[i - 1].Size * runs[i].Size, -1);
                runs.RemoveAt(i);
            }
        }
    }
}
