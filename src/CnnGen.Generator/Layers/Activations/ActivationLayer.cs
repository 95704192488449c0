using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Activations;

/// <summary>A function of each element whose derivative follows from its value.</summary>
internal sealed record ActivationLayer(ActivationKind Kind) : Layer
{
    public override bool IsActivation => true;

    public override bool IsRectifier => Kind == ActivationKind.ReLU;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => output.Elements;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor y = forward.NewLike(forward.Node.Name, forward.Input);
        forward.Add(new Activate(forward.Node.Id, Kind, forward.Input, y));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor dx = backward.NewLike("d" + backward.Input.Name, backward.OutputGradient);
        backward.Add(new ActivateGradient(backward.Node.Id, Kind, backward.Output, backward.OutputGradient, dx));
        backward.InputGradient = dx;
    }
}
