using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>Every second row, and then of these every second column, are taken by one window of a single element.</summary>
internal static class MergeStrides
{
    public static void Run(LayerGraph graph)
    {
        foreach (Layer second in graph.Layers.Where(IsSubsampling).ToList())
        {
            if (graph.OnlySource(second) is { } first && IsSubsampling(first))
            {
                Window window = second.Window! with { Stride = [.. first.Window!.Stride.Zip(second.Window!.Stride, static (a, b) => a * b)] };
                graph.Replace(second, new Layer("MaxPool", second.Shape, first.Inputs[0])
                {
                    Origin = second.Origin,
                    Window = window,
                    Arguments = [.. window.Arguments(strideIsKernel: true)],
                });
            }
        }
    }

    private static bool IsSubsampling(Layer layer) =>
        layer is { Kind: "MaxPool", Window: { IsPadded: false, Rounding: Rounding.Down } window } && window.Kernel.All(static size => size == 1);
}
