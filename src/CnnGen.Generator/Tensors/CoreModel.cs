using System;

namespace CnnGen.Generator.Tensors;

/// <summary>The core that tiles are chosen for: two multiply-adds and two loads a cycle, four cycles from a multiply-add to the next of the same sum.</summary>
internal static class CoreModel
{
    /// <summary>Cycles that a tile takes beside its steps.</summary>
    public const double TileOverhead = 12;

    private const double PerCycle = 2;
    private const double Latency = 4;

    /// <summary>Cycles of a step that adds to each of a tile's sums once.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="loads">Loads of a step.</param>
    /// <param name="chains">Partial sums, which do not wait for each other.</param>
    public static double Step(double sums, double loads, double chains) => Math.Max(Math.Max(sums, loads) / PerCycle, Latency * sums / chains);
}
