using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

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
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Input.Channels, forward.Node.Output.Height, forward.Node.Output.Width);
        forward.Add(new Pool(forward.Node.Id, Geometry(kind, window, forward.Node), forward.Input, y));
        forward.Output = y;
    }

    public static void LowerBackward(BackwardBuilder backward, PoolKind kind, SpatialWindow window)
    {
        Tensor dx = backward.NewTensor("d" + backward.Input.Name, backward.Input.Channels, backward.Input.Height, backward.Input.Width);
        backward.Add(new PoolGradient(
            backward.Node.Id, Geometry(kind, window, backward.Node), backward.Input, backward.Output, backward.OutputGradient, dx));
        backward.InputGradient = dx;
    }

    private static PoolGeometry Geometry(PoolKind kind, SpatialWindow given, Graph.Node node)
    {
        SpatialWindow window = PlanesOnly.Of(given, node.Input);
        return new PoolGeometry(
            kind,
            window.Rows.Kernel.Value,
            window.Columns.Kernel.Value,
            window.Rows.Stride.Value,
            window.Columns.Stride.Value,
            window.Rows.PadBefore(node.Input.Height),
            window.Columns.PadBefore(node.Input.Width));
    }
}
