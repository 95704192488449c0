using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>A layer of one linear operation on positions, the same for every channel: padding, crops, upsampling.</summary>
internal abstract record PositionLayer : Layer
{
    public override bool IsLinear => true;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output);
        forward.Add(Forward(forward.Node, x, y));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor dy = backward.AsShaped(backward.OutputGradient, backward.Node.Output);
        Tensor dx = backward.NewTensor("d" + backward.Input.Name, backward.Node.Input);
        backward.Add(Backward(backward.Node, dy, dx));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }

    protected abstract Operation Forward(Node node, Tensor x, Tensor y);

    protected abstract Operation Backward(Node node, Tensor dy, Tensor dx);
}
