using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Joins;

/// <summary>The sum of outputs of one shape.</summary>
internal sealed record AddLayer : Layer
{
    public static Layer? Parse(LayerDeclaration declaration, LayerContext context) =>
        JoinRules.HasNames(declaration, context) ? new AddLayer() : null;

    public override TensorShape? Infer(TensorShape input, LayerContext context) =>
        JoinRules.Check(context, "Add", shape => shape == input, "the shapes must be equal") ? input : null;

    public override IEnumerable<Operand> Arrange(Operand taken, IReadOnlyList<Operand> named) => new[] { taken }.Concat(named);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => (inputs.Count - 1) * output.Elements;

    public override void LowerForward(ForwardBuilder forward)
    {
        IReadOnlyList<Tensor> inputs = forward.InOneShape(forward.Inputs, forward.Node.Output);
        Tensor y = forward.NewLike(forward.Node.Name, inputs[0]);
        Tensor sum = inputs[0];
        foreach (Tensor x in inputs.Skip(1))
        {
            forward.Add(new Sum(forward.Node.Id, sum, x, y));
            sum = y;
        }

        forward.Output = y;
    }

    // Each input's gradient is the output's: the same tensor, in the input's own shape of memory.
    public override void LowerBackward(BackwardBuilder backward)
    {
        for (int input = 0; input < backward.Inputs.Count; input++)
        {
            backward.AddInputGradient(input, backward.AsSized(backward.OutputGradient, backward.Inputs[input]));
        }
    }
}
