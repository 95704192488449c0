using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Means and sums along axes that lie side by side.</summary>
internal static class Reductions
{
    /// <summary>The mean of columns: a pool as high as they are.</summary>
    public static OnnxNetwork? Mean(OnnxCase recorded)
    {
        if (Around(recorded) is not (int before, int within, int behind))
        {
            return null;
        }

        string layer = behind == 1 ? "GlobalAvgPool" : $"AvgPool({within}, KernelWidth = 1)";
        return OnnxNetwork.Of(new SampleView(before, behind == 1 ? [1, within] : [1, within, behind]), recorded.X, layer);
    }

    /// <summary>The sum of the channels.</summary>
    public static OnnxNetwork? Sum(OnnxCase recorded)
    {
        if (Around(recorded) is not (int before, int within, int behind))
        {
            return null;
        }

        string slices = string.Join(", ", Enumerable.Range(0, within).Select(i => $"Slice({i}, 1, From = Tensor.Input, Name = \"x{i}\")"));
        string others = string.Join(", ", Enumerable.Range(0, within - 1).Select(i => $"\"x{i}\""));
        return OnnxNetwork.Of(SampleView.InChannels(before, within, behind), recorded.X, $"{slices}, Add({others})");
    }

    private static (int Before, int Within, int Behind)? Around(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        int[] shape = node.Input(0).Shape;
        int[] given = node.Integers("axes", 1) ?? [];
        int[] axes = given.Length == 0
            ? Enumerable.Range(0, shape.Length).ToArray()
            : given.Select(axis => OnnxNode.FromFront(axis, shape.Length)).Order().ToArray();
        return axes[^1] - axes[0] == axes.Length - 1 ? SampleView.Around(shape, axes[0], axes[^1]) : null;
    }
}
