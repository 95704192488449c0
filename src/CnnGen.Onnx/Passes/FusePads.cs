using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>Padding by zeros in front of a convolution is the convolution's own.</summary>
internal static class FusePads
{
    public static void Run(LayerGraph graph)
    {
        foreach (Layer convolution in graph.Layers.Where(static layer => layer.IsConvolution() && layer.Window is not null).ToList())
        {
            if (graph.OnlySource(convolution) is { Kind: "Pad", Window: { } pads } pad && !pad.HasArgument("PadMode"))
            {
                graph.Replace(convolution, Fused(convolution, convolution.Window!, pads, pad.Inputs[0]));
            }
        }
    }

    private static Layer Fused(Layer convolution, Window window, Window pads, Layer source)
    {
        Window padded = window with
        {
            Before = [.. window.Before.Zip(pads.Before, static (own, more) => own + more)],
            Behind = [.. window.Behind.Zip(pads.Behind, static (own, more) => own + more)],
        };
        int arguments = window.Arguments(strideIsKernel: false).Count();
        int first = convolution.Kind == "Conv" ? 1 : 0;
        return new Layer(convolution.Kind, convolution.Shape, source)
        {
            Origin = convolution.Origin,
            Window = padded,
            Weights = convolution.Weights,
            Arguments = [.. convolution.Arguments[..first], .. padded.Arguments(strideIsKernel: false), .. convolution.Arguments[(first + arguments)..]],
        };
    }
}
