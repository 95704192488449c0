using System;
using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.LocalResponseNorm;

/// <summary>Divides by a power of the squares of the channels around.</summary>
internal sealed record LocalResponseNormLayer(LocalResponse Response) : Layer
{
    // The square, the factor of their sum and what is added, the power and the quotient.
    private const int OperationsPerElement = 4;

    // Squares and quotients, which the backward pass has side by side.
    private const int Strips = 2;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => (OperationsPerElement + Response.Window(output.Channels)) * output.Elements;

    public override double WorkingFloats(TensorShape input) => (Strips + 1) * Response.StripLength(input.Channels);

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting size = new(declaration.Find<int>("size") ?? 0, "size");
        bool inRange = context.AtLeast(size, 1);
        double? alpha = Read("Alpha", 1e-4, mayBeZero: true);
        double? beta = Read("Beta", 0.75, mayBeZero: true);
        double? k = Read("K", 1, mayBeZero: false);
        return inRange && alpha is not null && beta is not null && k is not null
            ? new LocalResponseNormLayer(new LocalResponse(size.Value, alpha.Value, beta.Value, k.Value))
            : null;

        double? Read(string parameter, double otherwise, bool mayBeZero)
        {
            double value = declaration.Find<double>(parameter) ?? otherwise;
            string range = (mayBeZero ? "at least 0" : "above 0") + (value > 0 ? " and at most 3.4e38" : "");
            bool holds = (value > 0 || (mayBeZero && value == 0)) && value <= float.MaxValue;
            return context.InRange(parameter, value, holds, range, FormattableString.Invariant($"{otherwise}")) ? value : null;
        }
    }

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewLike(forward.Node.Name, x);
        Tensor squares = forward.NewTensor(forward.Node.Name + "_squares", Response.StripLength(x.Channels), PerAxis.Ones);
        forward.Add(new NormalizeByNeighbours(forward.Node.Id, Response, x, squares, y));
        forward.Output = y;
        forward.Keep("x", x);
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor x = backward.Kept("x");
        Tensor dy = backward.AsSized(backward.OutputGradient, x);
        Tensor dx = backward.NewLike("d" + x.Name, x);
        Tensor strips = backward.NewTensor("d" + backward.Node.Name + "_strips", Strips * Response.StripLength(x.Channels), PerAxis.Ones);
        backward.Add(new NormalizeByNeighboursGradient(backward.Node.Id, Response, x, dy, strips, dx));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }
}
