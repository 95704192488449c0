using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>A convolution's operations.</summary>
internal abstract partial record ConvolutionLayer
{
    public override void LowerForward(ForwardBuilder forward)
    {
        if (SeesWhole(forward.Node))
        {
            Matrix.LowerForward(forward, forward.Node.Output.Channels, HasBias);
            return;
        }

        ConvGeometry geometry = Geometry(forward.Node.Input, forward.Node.Output);
        int groups = GroupsOf(forward.Node.Input);
        WeightOperand weights = forward.Weight(geometry);
        WeightOperand? bias = HasBias ? forward.Bias(geometry) : null;
        Tensor padded = Padded(forward);
        if (!forward.IsTraining && GroupConvolve.Computes(geometry))
        {
            // The backward pass reads each group's channels in blocks of their own, so training's forward pass does.
            Tensor sums = forward.NewTensor(forward.Node.Name, forward.Node.Output);
            forward.Add(new GroupConvolve(forward.Node.Id, geometry, padded, sums, weights, bias));
            forward.Output = sums;
            return;
        }

        Tensor x = geometry.IsDepthwise ? forward.Repeated(padded, geometry.Groups / groups) : forward.InGroups(padded, groups);
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output, geometry.IsDepthwise ? 1 : groups);
        forward.Add(geometry.IsDepthwise
            ? new DepthwiseConvolve(forward.Node.Id, geometry, TapOrder.Of(geometry.Kernel), x, y, weights, bias)
            : new Convolve(forward.Node.Id, geometry, x, y, weights, bias) { IsDirect = Options.IsDirect });
        forward.Keep("padded", padded);
        forward.Keep("x", x);
        forward.Output = forward.Ungrouped(y);
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        if (SeesWhole(backward.Node))
        {
            Matrix.LowerBackward(backward, HasBias);
            return;
        }

        ConvGeometry geometry = Geometry(backward.Node.Input, backward.Node.Output);
        Tensor x = backward.Kept("x");
        Tensor dy = geometry.IsDepthwise ? backward.OutputGradient : backward.InGroups(backward.OutputGradient, GroupsOf(backward.Node.Input));
        if (!backward.Node.Frozen)
        {
            WeightOperand weights = backward.Parameter("weight");
            backward.Add(geometry.IsDepthwise
                ? new DepthwiseWeightGradient(backward.Node.Id, geometry, x, dy, weights)
                : new WeightGradient(backward.Node.Id, geometry, x, dy, weights));
            if (HasBias)
            {
                backward.Add(new BiasGradient(backward.Node.Id, dy, backward.Parameter("bias")));
            }
        }

        Tensor dx = backward.NewLike("d" + x.Name, x);
        AddDataGradient(backward, geometry, dy, dx);
        backward.InputGradient = Unpadded(backward, geometry.IsDepthwise ? backward.SummedLike(backward.Kept("padded"), dx) : backward.Ungrouped(dx));
    }

    /// <summary>The input with a border that is filled from it; itself where the border is none, or zeros, which cost no copy.</summary>
    private Tensor Padded(ForwardBuilder forward)
    {
        PerAxis<Margin> margins = MarginsOf(forward.Node.Input);
        if (margins == default)
        {
            return forward.AsShaped(forward.Input, forward.Node.Input);
        }

        Tensor padded = forward.NewTensor(forward.Input.Name + "_padded", forward.Input.Channels, forward.Input.Size.Zip(margins, static (size, margin) => margin.Before + size + margin.After));
        forward.Add(new PadBorder(forward.Node.Id, Options.Border, margins, forward.Input, padded));
        return padded;
    }

    /// <summary>The gradient by the input from that by the padded one.</summary>
    private Tensor Unpadded(BackwardBuilder backward, Tensor gradient)
    {
        PerAxis<Margin> margins = MarginsOf(backward.Node.Input);
        if (margins == default)
        {
            return backward.AsSized(gradient, backward.Input);
        }

        Tensor dx = backward.NewLike("d" + backward.Input.Name, backward.Input);
        backward.Add(new PadBorderGradient(backward.Node.Id, Options.Border, margins, gradient, dx));
        return dx;
    }

    /// <summary>The border that is filled from the input: none where it is zeros.</summary>
    private PerAxis<Margin> MarginsOf(TensorShape input) => Options.Border == BorderMode.Zeros ? default
        : Spatial.For(input).Axes.Zip(input.Spatial, static (axis, size) => new Margin(axis.PadBefore(size), axis.PadAfter(size)));

    /// <summary>Whether its one window is the input, whose elements lie side by side under the taps.</summary>
    private bool SeesWhole(Node node) => MarginsOf(node.Input) == default && Geometry(node.Input, node.Output) is { Groups: 1 } geometry
        && geometry.Axes.Zip(node.Input.Spatial, static (axis, size) => axis.Taps == size && axis is { Outputs: 1, Origin: 0 } && (axis.Taps == 1 || axis.Dilation == 1)).All(static isWhole => isWhole);

    private ConvGeometry Geometry(TensorShape input, TensorShape output)
    {
        bool isPadded = MarginsOf(input) != default;
        PerAxis<AxisGeometry> axes = Spatial.For(input).Axes.Zip(input.Spatial, static (axis, size) => (Axis: axis, Size: size)).Zip(output.Spatial, (pair, outputs) =>
            new AxisGeometry(pair.Axis.Kernel.Value, outputs)
            {
                Stride = pair.Axis.Stride.Value,
                Dilation = pair.Axis.Dilation.Value,
                Origin = isPadded ? 0 : -pair.Axis.PadBefore(pair.Size),
            });
        int groups = GroupsOf(input);
        int multiplier = output.Channels / groups;

        // Several filters a channel are one each on as many copies of it; where they fill a block, a group's channel goes into all of its lanes.
        return groups > 1 && input.Channels == groups && multiplier is > 1 and < Tensor.Block
            ? new ConvGeometry(output.Channels, 1, 1, axes)
            : new ConvGeometry(groups, input.Channels / groups, multiplier, axes);
    }

    /// <summary>The input's gradient is a convolution of the output's with the filters turned around: with a stride one for each phase of the input.</summary>
    private void AddDataGradient(BackwardBuilder backward, ConvGeometry forward, Tensor dy, Tensor dx)
    {
        List<Phase> phases = Phase.All(forward, dx.Size);
        if (Phase.LeaveGaps(phases, dx.Size))
        {
            backward.Add(new Clear(backward.Node.Id, dx));
        }

        foreach (Phase phase in phases)
        {
            backward.Add(phase.Geometry.IsDepthwise
                ? new DepthwiseConvolve(backward.Node.Id, phase.Geometry, phase.Order, dy, dx, backward.Parameter("weight"), null)
                : new Convolve(backward.Node.Id, phase.Geometry, dy, dx, backward.Transposed("weight", phase.Geometry, phase.Taps), null) { IsDirect = Options.IsDirect });
        }
    }
}
