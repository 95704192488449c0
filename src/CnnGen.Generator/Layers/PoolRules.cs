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
    public static PlaneWindow? Parse(LayerDeclaration declaration, LayerContext context)
    {
        PlaneWindow? window = PlaneWindow.Parse(declaration, context, strideIsKernel: true);
        if (window is null)
        {
            return null;
        }

        return PadIsAtMostHalf(window.Rows, context) && PadIsAtMostHalf(window.Columns, context) ? window : null;
    }

    public static TensorShape? Infer(string kind, PlaneWindow window, TensorShape input, LayerContext context)
    {
        if (input.SpatialRank is not (1 or 2))
        {
            context.ReportRank(kind, "(channels, height, width) or (channels, length)", input);
            return null;
        }

        return window.Infer(kind, input, context) is var (height, width)
            ? new TensorShape(input.SpatialRank == 1 ? [input.Channels, width] : [input.Channels, height, width])
            : null;
    }

    /// <summary>A comparison or an addition for each element of each window.</summary>
    public static long Operations(PlaneWindow window, TensorShape input, TensorShape output) =>
        output.Elements * (input.SpatialRank == 1 ? 1 : window.Rows.Kernel.Value) * window.Columns.Kernel.Value;

    public static void LowerForward(ForwardBuilder forward, PoolKind kind, PlaneWindow window)
    {
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output);
        forward.Add(new Pool(forward.Node.Id, Geometry(kind, window, forward.Node), forward.Input, y));
        forward.Output = y;
    }

    public static void LowerBackward(BackwardBuilder backward, PoolKind kind, PlaneWindow window)
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

    private static PoolGeometry Geometry(PoolKind kind, PlaneWindow window, Graph.Node node) => new(
        kind,
        window.For(node.Input).Zip(node.Input.Spatial, static (axis, size) =>
            new PoolAxis(axis.Kernel.Value, axis.Stride.Value, axis.PadBefore(size), axis.PadAfter(size))));
}
