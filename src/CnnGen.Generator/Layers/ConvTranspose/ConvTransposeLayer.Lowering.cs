using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.ConvTranspose;

/// <summary>A transposed convolution's operations.</summary>
/// <remarks>
/// It computes what a convolution's gradient by its input is: y = W^T x where that convolution is x = W y. So its own gradient by its input
/// is that convolution, and the gradient by the weights is that convolution's with the output's gradient for the values and the values for
/// the output's gradient. Weights lie as that convolution's.
/// </remarks>
internal sealed partial record ConvTransposeLayer
{
    // Each is a convolution that is written out.
    private const int MostSingleTaps = 8;

    public override void LowerForward(ForwardBuilder forward)
    {
        ConvGeometry geometry = Geometry(forward.Node.Input);
        Tensor x = geometry.IsDepthwise ? forward.Repeated(forward.Input, geometry.Groups / Groups) : forward.InGroups(forward.Input, Groups);
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output, geometry.IsDepthwise ? 1 : Groups);
        WeightOperand weights = forward.Weight(geometry);
        List<Phase> phases = Phase.All(geometry, y.Size);

        // One tile for all phases, as for all taps at once: they have one bias.
        PackShape pack = PackShape.For(geometry.Exchanged);
        WeightOperand? bias = HasBias ? forward.Bias(pack) : null;
        List<LinearMap> maps = phases.Select(phase => phase.Geometry.IsDepthwise
            ? (LinearMap)new DepthwiseConvolve(forward.Node.Id, phase.Geometry, phase.Order, x, y, weights, bias)
            : new Convolve(forward.Node.Id, phase.Geometry, x, y, forward.Transposed("weight", pack with { Taps = phase.Geometry.Taps }, phase.Taps), bias)).ToList();
        Add(forward, maps, Phase.LeaveGaps(phases, y.Size), x, y, bias);
        forward.Keep("x", x);
        forward.Output = forward.Ungrouped(y);
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        ConvGeometry geometry = Geometry(backward.Node.Input);
        int id = backward.Node.Id;
        Tensor x = backward.Kept("x");
        Tensor dy = geometry.IsDepthwise ? backward.OutputGradient : backward.InGroups(backward.OutputGradient, Groups);
        WeightOperand weights = backward.Parameter("weight");
        if (!backward.Node.Frozen)
        {
            backward.Add(geometry.IsDepthwise
                ? new DepthwiseWeightGradient(id, geometry, dy, x, weights)
                : new WeightGradient(id, geometry, dy, x, weights) { IsTransposed = true });
            if (HasBias)
            {
                backward.Add(new BiasGradient(id, dy, backward.Parameter("bias")));
            }
        }

        Tensor dx = backward.NewLike("d" + x.Name, x);
        backward.Add(geometry.IsDepthwise
            ? new DepthwiseConvolve(id, geometry, TapOrder.Of(geometry.Kernel), dy, dx, weights, null)
            : new Convolve(id, geometry, dy, dx, weights, null));
        backward.InputGradient = geometry.IsDepthwise ? backward.SummedLike(backward.Input, dx) : backward.Ungrouped(dx);
    }

    /// <summary>Adds the phases as one operation, which takes in what follows; behind the bias alone where positions are under no tap.</summary>
    private static void Add(ForwardBuilder forward, List<LinearMap> phases, bool hasGaps, Tensor x, Tensor y, WeightOperand? bias)
    {
        if (!hasGaps)
        {
            forward.Add(new TransposedConvolve(forward.Node.Id, phases, x, y));
            return;
        }

        forward.Add(bias is null ? new Clear(forward.Node.Id, y) : new FillChannels(forward.Node.Id, bias, y));
        foreach (LinearMap phase in phases)
        {
            forward.Add(phase);
        }
    }

    /// <summary>The convolution from the output to the input.</summary>
    private ConvGeometry Geometry(TensorShape input)
    {
        PerAxis<AxisGeometry> axes = On(input).Select(GeometryOf);
        int multiplier = Filters / Groups;

        // Several filters a channel are one each on as many copies of it; where they fill a block, a group's channel goes into all of its lanes.
        return Groups > 1 && input.Channels == Groups && multiplier < Tensor.Block
            ? new ConvGeometry(Filters, 1, 1, axes)
            : new ConvGeometry(Groups, multiplier, input.Channels / Groups, axes);
    }

    private static AxisGeometry GeometryOf(TransposedAxis axis)
    {
        AxisWindow window = axis.Window;

        // A single window takes no step, so any stride is right: with one as large as itself each tap has outputs of its own, and none sees zeros.
        bool isSingle = axis.Size == 1 && window.Dilation.Value == 1 && window.Kernel.Value <= MostSingleTaps && axis.OutputPad.Value == 0;
        return new AxisGeometry(window.Kernel.Value, axis.Size)
        {
            Stride = isSingle ? Math.Max(window.Stride.Value, window.Kernel.Value) : window.Stride.Value,
            Dilation = window.Dilation.Value,
            Origin = -window.Pad.Before.Value,
        };
    }
}
