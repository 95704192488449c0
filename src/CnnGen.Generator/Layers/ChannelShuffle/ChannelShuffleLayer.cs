using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.ChannelShuffle;

/// <summary>Mixes the channels of groups.</summary>
internal sealed record ChannelShuffleLayer(int Groups) : Layer
{
    public override bool IsLinear => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context) =>
        GroupRules.Read(declaration, context) is { } groups ? new ChannelShuffleLayer(groups) : null;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => GroupRules.Divide(Groups, input, context) ? input : null;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewLike(forward.Node.Name, x);
        forward.Add(new ShuffleChannels(forward.Node.Id, x, Groups, y));
        forward.Output = y;
    }

    // What is taken row by row of groups x channels goes back row by row of channels x groups.
    public override void LowerBackward(BackwardBuilder backward)
    {
        TensorShape shape = backward.Node.Input;
        Tensor dy = backward.AsShaped(backward.OutputGradient, shape);
        Tensor dx = backward.NewLike("d" + backward.Input.Name, dy);
        backward.Add(new ShuffleChannels(backward.Node.Id, dy, shape.Channels / Groups, dx));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }
}
