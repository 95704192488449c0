using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Slice;

/// <summary>Some of the channels, side by side.</summary>
internal sealed record SliceLayer(int First, int Count) : Layer
{
    private const string FirstParameter = "first";
    private const string CountParameter = "count";

    public override bool IsLinear => true;

    public override string? SizeParameter => CountParameter;

    // Whole blocks of channels are read where they lie.
    public override bool HoldsInputs => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting first = new(declaration.Find<int>(FirstParameter) ?? 0, FirstParameter);
        Setting count = new(declaration.Find<int>(CountParameter) ?? 0, CountParameter);
        return context.AtLeast(first, 0) & context.AtLeast(count, 1) ? new SliceLayer(first.Value, count.Value) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        int left = input.Channels - First;
        if (left >= Count)
        {
            return input.WithChannels(Count);
        }

        if (left <= 0)
        {
            int last = input.Channels - 1;
            context.ReportShape("CNN004", FirstParameter, $"first is {First}; of the {input.Channels} channels the last is {last}", new Suggestion(FirstParameter, [last]));
        }
        else
        {
            context.ReportShape("CNN004", CountParameter, $"count is {Count}; from channel {First} on there are {input.Channels} - {First} = {left} channels", new Suggestion(CountParameter, [left]));
        }

        return null;
    }

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output);
        forward.Add(new CopyChannels(forward.Node.Id, x, First, y, 0, Count));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        TensorShape shape = backward.Node.Input;
        Tensor dy = backward.AsShaped(backward.OutputGradient, backward.Node.Output);
        Tensor dx = backward.NewTensor("d" + backward.Input.Name, shape);
        if (Count < shape.Channels)
        {
            backward.Add(new Clear(backward.Node.Id, dx));
        }

        backward.Add(new CopyChannels(backward.Node.Id, dy, 0, dx, First, Count));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }
}
