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

    public static void LowerForward(ForwardBuilder forward, PoolKind kind, SpatialWindow window)
    {
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output);
        forward.Add(new Pool(forward.Node.Id, Geometry(kind, window, forward.Node), forward.Input, y));
        forward.Output = y;
    }

    public static void LowerBackward(BackwardBuilder backward, PoolKind kind, SpatialWindow window)
    {
        Tensor dx = backward.NewLike("d" + backward.Input.Name, backward.Input);
        backward.Add(new PoolGradient(
            backward.Node.Id, Geometry(kind, window, backward.Node), backward.Input, backward.Output, backward.OutputGradient, dx));
        backward.InputGradient = dx;
    }

    private static PoolGeometry Geometry(PoolKind kind, SpatialWindow window, Graph.Node node) => new(
        kind,
        window.For(node.Input).Axes.Zip(node.Input.Spatial, static (axis, size) =>
            new PoolAxis(axis.Kernel.Value, axis.Stride.Value, axis.PadBefore(size), axis.PadAfter(size))));
}
