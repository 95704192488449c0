using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>What the pooling layers share.</summary>
internal static class PoolRules
{
    public static SpatialWindow? Parse(LayerDeclaration declaration, LayerContext context) =>
        SpatialWindow.Parse(declaration, context, strideIsKernel: true);

    public static TensorShape? Infer(string kind, SpatialWindow window, TensorShape input, LayerContext context) =>
        window.Infer(kind, input, input.Channels, context);

    /// <summary>A comparison or an addition for each element of each window.</summary>
    public static long Operations(SpatialWindow window, TensorShape input, TensorShape output) => output.Elements * window.Taps(input);

    /// <summary>The index arithmetic of a window on a layer's input.</summary>
    public static PoolGeometry Geometry(PoolKind kind, SpatialWindow window, Graph.Node node) => new(
        kind,
        window.For(node.Input).Axes.Zip(node.Input.Spatial, static (axis, size) =>
            new PoolAxis(axis.Kernel.Value, axis.Stride.Value, axis.PadBefore(size), axis.PadAfter(size), axis.Dilation.Value)));

    public static void LowerForward(ForwardBuilder forward, PoolGeometry geometry)
    {
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output);
        forward.Add(new Pool(forward.Node.Id, geometry, forward.Input, y));
        forward.Output = y;
    }

    public static void LowerBackward(BackwardBuilder backward, PoolGeometry geometry)
    {
        Tensor dx = backward.NewLike("d" + backward.Input.Name, backward.Input);
        backward.Add(new PoolGradient(backward.Node.Id, geometry, backward.Input, backward.Output, backward.OutputGradient, dx));
        backward.InputGradient = dx;
    }
}
