using System.Linq;

namespace CnnGen.Runtime.Tests;

/// <summary>Tables of networks that are there for their outputs.</summary>
internal static class Infos
{
    /// <summary>As many layers as the outputs are of.</summary>
    public static NetworkInfo Of(params OutputInfo[] outputs)
    {
        int layers = outputs.Max(static output => output.Layer) + 1;
        return new NetworkInfo(
            "Net", [1], [.. Enumerable.Range(0, layers).Select(static layer => new LayerInfo($"layer{layer}", "Layer", [layer - 1], [1], 0, 0, 0, 4, null))], outputs, new NetworkMemory(0, 0, 0));
    }
}
