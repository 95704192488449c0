using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Activations;

/// <summary>A function of each element.</summary>
internal sealed record ActivationLayer(ElementFunction Function) : Layer
{
    public override bool IsActivation => true;

    public override bool IsRectifier => Function.IsRectifier;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => output.Elements;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor y = forward.NewLike(forward.Node.Name, forward.Input);
        forward.Add(new Activate(forward.Node.Id, Function, forward.Input, y));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor at = Function.FollowsFromValue ? backward.Output : backward.Input;
        Tensor dx = backward.NewLike("d" + backward.Input.Name, backward.OutputGradient);
        backward.Add(new ActivateGradient(backward.Node.Id, Function, at, backward.OutputGradient, dx));
        backward.InputGradient = dx;
    }
}
