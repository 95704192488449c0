using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Joins;

/// <summary>Outputs side by side along the channels.</summary>
internal sealed record ConcatLayer(bool RunningFirst) : Layer
{
    public override bool HoldsInputs => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        bool? runningFirst = JoinRules.ParseOrder(declaration, context);
        return runningFirst is { } isFirst && JoinRules.HasNames(declaration, context) ? new ConcatLayer(isFirst) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        bool fits = JoinRules.Check(
            context,
            "Concat",
            shape => shape.SpatialRank == input.SpatialRank && shape.Sizes.Skip(1).SequenceEqual(input.Sizes.Skip(1)),
            "all but the channels must be equal");
        if (!fits)
        {
            return null;
        }

        long channels = input.Channels + context.Named.Sum(operand => (long)operand.Shape.Channels);
        if (channels <= ArrayLimit.MostElements)
        {
            return input.WithChannels((int)channels);
        }

        context.Report("CNN009", null, $"the output has {Wording.Number(channels)} channels, {Wording.TooMany}");
        return null;
    }

    public override IEnumerable<Operand> Arrange(Operand taken, IReadOnlyList<Operand> named) =>
        RunningFirst ? new[] { taken }.Concat(named) : named.Concat([taken]);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward)
    {
        TensorShape output = forward.Node.Output;
        Tensor y = forward.NewTensor(forward.Node.Name, output);
        int first = 0;
        for (int input = 0; input < forward.Inputs.Count; input++)
        {
            Tensor x = forward.AsShaped(forward.Inputs[input], forward.Node.InputShapes[input]);
            forward.Add(new CopyChannels(forward.Node.Id, x, 0, y, first, x.Channels));
            first += x.Channels;
        }

        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor dy = backward.AsShaped(backward.OutputGradient, backward.Node.Output);
        int first = 0;
        for (int input = 0; input < backward.Inputs.Count; input++)
        {
            TensorShape shape = backward.Node.InputShapes[input];
            Tensor dx = backward.NewTensor("d" + backward.Inputs[input].Name, shape);
            backward.Add(new CopyChannels(backward.Node.Id, dy, first, dx, 0, dx.Channels));
            backward.AddInputGradient(input, backward.AsSized(dx, backward.Inputs[input]));
            first += shape.Channels;
        }
    }
}
