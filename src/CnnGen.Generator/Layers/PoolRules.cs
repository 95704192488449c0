using System;
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

    public static TensorShape? Infer(string kind, SpatialWindow window, TensorShape input, LayerContext context)
    {
        bool allFit = true;
        foreach (Axis axis in window.AxesOf(input))
        {
            allFit &= PadIsAtMostHalf(axis.Window, context);
        }

        return allFit ? window.Infer(kind, input, input.Channels, context) : null;
    }

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

    // PyTorch refuses more: a window could lie in the padding alone.
    private static bool PadIsAtMostHalf(AxisWindow axis, LayerContext context)
    {
        if (axis.Pad.Value <= axis.Kernel.Value / 2)
        {
            return true;
        }

        context.Report(
            "CNN004",
            axis.Pad.Parameter,
            FormattableString.Invariant($"{axis.Pad.Parameter} is {axis.Pad.Value}; a pooling layer's padding must be at most half its {(axis.Kernel.Parameter == "kernel" ? "kernel" : axis.Kernel.Parameter)}, {axis.Kernel.Value} / 2 = {axis.Kernel.Value / 2.0}"),
            [new Suggestion(axis.Pad.Parameter, [axis.Kernel.Value / 2])],
            []);
        return false;
    }

    private static PoolGeometry Geometry(PoolKind kind, SpatialWindow window, Graph.Node node) => new(
        kind,
        window.For(node.Input).Axes.Zip(node.Input.Spatial, static (axis, size) =>
            new PoolAxis(axis.Kernel.Value, axis.Stride.Value, axis.PadBefore(size), axis.PadAfter(size))));
}
