using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Activations;

/// <summary>x above 0, else a trained slope times x: one slope, or one a channel.</summary>
internal sealed record PReLULayer(bool IsPerChannel) : Layer
{
    public override bool IsActivation => true;

    public override bool IsRectifier => true;

    private ElementFunction Function => ElementFunctions.PReLU(IsPerChannel);

    public static Layer Parse(LayerDeclaration declaration, LayerContext context) => new PReLULayer(declaration.Find<bool>("PerChannel") ?? false);

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier) =>
        [new ParameterSpec("weight", new TensorShape(Slopes(input)), 1, ParameterRole.Weight, InitialValue.Quarters)];

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => output.Elements;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = IsPerChannel ? forward.AsShaped(forward.Input, forward.Node.Input) : forward.Input;
        Tensor y = forward.NewLike(forward.Node.Name, x);
        forward.Add(new ActivateBySlope(forward.Node.Id, Function, x, forward.PerChannel("weight", Slopes(forward.Node.Input)), y));
        forward.Keep("x", x);
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor x = backward.Kept("x");
        Tensor dy = backward.AsSized(backward.OutputGradient, x);
        Tensor dx = backward.NewLike("d" + x.Name, x);
        WeightOperand slopes = backward.Parameter("weight");
        if (!backward.Node.Frozen)
        {
            backward.Add(new SlopeSums(backward.Node.Id, Function, x, dy, slopes));
        }

        backward.Add(new ActivateBySlopeGradient(backward.Node.Id, Function, x, slopes, dy, dx));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }

    private int Slopes(TensorShape input) => IsPerChannel ? input.Channels : 1;
}
