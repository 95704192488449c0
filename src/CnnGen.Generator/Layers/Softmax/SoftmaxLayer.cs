using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Softmax;

/// <summary>Softmax over the channels, position by position, or its logarithm.</summary>
internal sealed record SoftmaxLayer(bool IsLogarithm) : Layer
{
    // A comparison, a subtraction, an exponential, an addition and a division an element; or another subtraction.
    private const int OperationsPerElement = 5;

    public override bool IsActivation => true;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => OperationsPerElement * output.Elements;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewLike(forward.Node.Name, x);
        forward.Add(new Operations.Softmax(forward.Node.Id, IsLogarithm, x, y));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor dy = backward.AsShaped(backward.OutputGradient, backward.Node.Input);
        Tensor dx = backward.NewLike("d" + backward.Input.Name, dy);
        backward.Add(new SoftmaxGradient(backward.Node.Id, IsLogarithm, backward.Output, dy, dx));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }
}
