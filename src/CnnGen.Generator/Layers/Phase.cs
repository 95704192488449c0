using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>Positions of a convolution's input that are equal modulo its stride, on each axis: all of them see its outputs under the same taps.</summary>
/// <remarks>
/// So the gradient by them, and a transposed convolution's outputs there, are a convolution of their own with the filters turned around,
/// whose outputs lie the stride apart.
/// </remarks>
/// <param name="Geometry">That convolution.</param>
/// <param name="Order">The filter's taps that it takes, as a walk: on each axis they lie equally far apart.</param>
/// <param name="Taps">The same one by one, in its order.</param>
internal sealed record Phase(ConvGeometry Geometry, TapOrder Order, IReadOnlyList<int> Taps)
{
    /// <summary>The phases that at least one tap reaches.</summary>
    /// <param name="forward">The convolution.</param>
    /// <param name="size">Its input.</param>
    public static List<Phase> All(ConvGeometry forward, PerAxis<int> size)
    {
        PerAxis<List<AxisPhase>> phases = forward.Axes.Zip(size, static (axis, elements) => AxisPhase.All(elements, axis));
        return (from slice in phases.Depth
                from row in phases.Rows
                from column in phases.Columns
                select Of(forward, new PerAxis<AxisPhase>(slice, row, column))).ToList();
    }

    /// <summary>Whether there are positions that are under no tap at all.</summary>
    public static bool LeaveGaps(IReadOnlyList<Phase> phases, PerAxis<int> size) => phases.Sum(static phase => phase.Geometry.Outputs.Product()) < size.Product();

    private static Phase Of(ConvGeometry forward, PerAxis<AxisPhase> axes)
    {
        TapOrder order = TapOrder.Of(forward.Kernel);
        return new Phase(
            forward.Exchanged with { Axes = axes.Select(static axis => axis.Geometry) },
            new TapOrder(
                order[axes.Select(static axis => axis.Taps[0])],
                axes.Zip(order.Step, static (axis, step) => axis.Taps.Count > 1 ? (axis.Taps[1] - axis.Taps[0]) * step : 0)),
            (from slice in axes.Depth.Taps
             from row in axes.Rows.Taps
             from column in axes.Columns.Taps
             select order[new PerAxis<int>(slice, row, column)]).ToList());
    }
}
