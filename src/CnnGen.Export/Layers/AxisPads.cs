using System.Collections.Generic;
using System.Linq;
using CnnGen.Export.Writing;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Export.Layers;

/// <summary>Elements added in front of and behind each axis that a sample has beside its channels.</summary>
internal sealed record AxisPads(IReadOnlyList<long> Before, IReadOnlyList<long> After)
{
    public bool IsNone => Before.Concat(After).All(static count => count == 0);

    /// <summary>As operators take them: all in front, then all behind.</summary>
    public long[] Spatial => [.. Before, .. After];

    /// <summary>No padding.</summary>
    public static AxisPads None(int axes) => new(new long[axes], new long[axes]);

    /// <summary>What a window says of its padding.</summary>
    public static AxisPads Of(IReadOnlyList<Axis> axes) =>
        new([.. axes.Select(static axis => (long)axis.Window.PadBefore(axis.Size))], [.. axes.Select(static axis => (long)axis.Window.PadAfter(axis.Size))]);

    /// <summary>Adds the elements to a value.</summary>
    public string Add(LayerWriter layer, string value, BorderMode mode)
    {
        if (IsNone)
        {
            return value;
        }

        return mode == BorderMode.Circular ? AddCircular(layer, value)
            : layer.Add("Pad", [value, layer.Integers([0, 0, .. Before, 0, 0, .. After])], Attributes.Of("mode", mode switch
            {
                BorderMode.Reflect => "reflect",
                BorderMode.Replicate => "edge",
                _ => "constant",
            }));
    }

    /// <summary>What lies on the other side, axis by axis: this version's Pad does not have it.</summary>
    private string AddCircular(LayerWriter layer, string value)
    {
        for (int axis = 0; axis < Before.Count; axis++)
        {
            long size = layer.Shape.Sizes[axis + 1];
            List<string> parts = [value];
            if (Before[axis] > 0)
            {
                parts.Insert(0, layer.Slice(value, axis + 1, size - Before[axis], Before[axis]));
            }

            if (After[axis] > 0)
            {
                parts.Add(layer.Slice(value, axis + 1, 0, After[axis]));
            }

            value = parts.Count == 1 ? value : layer.Add("Concat", parts, Attributes.Of("axis", axis + 2));
        }

        return value;
    }
}
