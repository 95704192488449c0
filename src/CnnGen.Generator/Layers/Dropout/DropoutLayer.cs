using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Dropout;

/// <summary>Drops elements, channels or samples while training; does nothing in Forward.</summary>
internal sealed record DropoutLayer(DropUnit Unit, double Rate) : Layer
{
    public override bool IsLinear => true;

    public static Layer? Parse(DropUnit unit, LayerDeclaration declaration, LayerContext context)
    {
        double rate = declaration.Find<double>("rate") ?? 0;
        return context.InRange("rate", rate, rate is >= 0 and < 1, "at least 0 and below 1", "0.5") ? new DropoutLayer(unit, rate) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    // Nothing in Forward.
    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward)
    {
        if (!forward.IsTraining || Rate == 0)
        {
            forward.Output = forward.Input;
            return;
        }

        Tensor y = forward.NewLike(forward.Node.Name, forward.Input);
        forward.Add(new Drop(forward.Node.Id, Unit, Rate, forward.Input, y));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        if (Rate == 0)
        {
            backward.InputGradient = backward.OutputGradient;
        }
        else
        {
            // The same mask, made again from the same counters: nothing is stored.
            Tensor dx = backward.NewLike("d" + backward.Input.Name, backward.OutputGradient);
            backward.Add(new Drop(backward.Node.Id, Unit, Rate, backward.OutputGradient, dx));
            backward.InputGradient = dx;
        }
    }
}
