using System.Linq;
using CnnGen.Benchmarks.Cases;
using CnnGen.Benchmarks.Measuring;

namespace CnnGen.Benchmarks.Layers;

/// <summary>One kind of layer against ONNX Runtime's node for it, at batch 1 on one thread.</summary>
internal static class LayerCase
{
    /// <summary>Makes the case.</summary>
    /// <typeparam name="TNetwork">A network of nothing but that layer, once or several times.</typeparam>
    /// <param name="name">What the command line calls it.</param>
    /// <param name="title">What the table calls it.</param>
    public static BenchmarkCase Create<TNetwork>(string name, string title)
        where TNetwork : class, INetwork<TNetwork>
    {
        int times = TNetwork.Info.Layers.Count;
        int moved = TNetwork.InputLength + TNetwork.OutputLength + (TNetwork.Info.Layers.Sum(static layer => layer.Parameters) / times);
        return ForwardCase.Create<TNetwork>(name, times == 1 ? title : $"{title}, {times} times", batch: 1) with { Copy = () => new CopyPeak(moved / 2, times) };
    }
}
