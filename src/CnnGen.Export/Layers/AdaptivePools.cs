using System.Linq;
using CnnGen.Export.Writing;
using CnnGen.Generator.Layers.AdaptivePool;
using CnnGen.Generator.Tensors;

namespace CnnGen.Export.Layers;

/// <summary>Pools that are told the size of their output.</summary>
internal static class AdaptivePools
{
    public static string Pool(LayerWriter layer)
    {
        bool isMax = ((AdaptivePoolLayer)layer.Node.Layer).Function == PoolKind.Max;
        int[] sizes = [.. layer.Shape.Sizes.Skip(1)];
        int[] windows = [.. layer.Node.Output.Sizes.Skip(1)];
        if (windows.All(static count => count == 1))
        {
            return layer.Add(isMax ? "GlobalMaxPool" : "GlobalAveragePool", layer.Input);
        }

        long[] steps = [.. sizes.Zip(windows, static (size, count) => (long)size / count)];
        return sizes.Zip(windows).All(static axis => axis.First % axis.Second == 0)
            ? layer.Add(isMax ? "MaxPool" : "AveragePool", layer.Input, Attributes.Of("kernel_shape", steps), Attributes.Of("strides", steps))
            : AxisByAxis(layer, isMax ? "ReduceMax" : "ReduceMean", sizes, windows);
    }

    /// <summary>Windows of several widths, each by itself: the largest, or the mean, of a rectangle is that of its rows'.</summary>
    private static string AxisByAxis(LayerWriter layer, string reduction, int[] sizes, int[] windows)
    {
        string value = layer.Input;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            (int size, int count) = (sizes[axis], windows[axis]);
            if (count < size)
            {
                string[] parts = [.. Enumerable.Range(0, count).Select(window => Window(layer, reduction, value, axis, size, count, window))];
                value = parts.Length == 1 ? parts[0] : layer.Add("Concat", parts, Attributes.Of("axis", axis + 2));
            }
        }

        return value;
    }

    // PyTorch's rule: the begin is rounded down, the end up.
    private static string Window(LayerWriter layer, string reduction, string value, int axis, long size, long count, long window)
    {
        long first = window * size / count;
        long end = (((window + 1) * size) + count - 1) / count;
        return layer.Add(reduction, layer.Slice(value, axis + 1, first, end - first), Attributes.Of("axes", [axis + 2]), Attributes.Of("keepdims", 1));
    }
}
