using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>A layer whose positions are copies of its input's, channel by channel: padding, crops, nearest upsampling.</summary>
internal abstract record PositionLayer : Layer
{
    public override bool IsLinear => true;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    /// <summary>Which position each position is a copy of.</summary>
    protected abstract PositionMap MapOf(TensorShape input);

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewTensor(forward.Node.Name, x.Channels, forward.Node.Output.Spatial, x.Groups);
        AddForward(forward, x, y);
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor dy = backward.AsShaped(backward.OutputGradient, backward.Node.Output);
        Tensor dx = backward.NewTensor("d" + backward.Input.Name, dy.Channels, backward.Node.Input.Spatial, dy.Groups);
        AddBackward(backward, dy, dx);
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }

    protected virtual void AddForward(ForwardBuilder forward, Tensor x, Tensor y) => forward.Add(new GatherPositions(forward.Node.Id, MapOf(forward.Node.Input), x, y));

    protected virtual void AddBackward(BackwardBuilder backward, Tensor dy, Tensor dx) => backward.Add(new GatherPositionsGradient(backward.Node.Id, MapOf(backward.Node.Input), dy, dx));

    /// <summary>Whether there are axes beside the channels; where there are none, that is reported.</summary>
    protected static bool HasPositions(string kind, TensorShape input, LayerContext context)
    {
        if (input.SpatialRank > 0)
        {
            return true;
        }

        context.ReportRank(kind, "(channels, length), (channels, height, width) or (channels, depth, height, width)", input);
        return false;
    }

    /// <summary>The output's shape; null where an axis has more elements than an array, with that reported.</summary>
    protected static TensorShape? WithSizes(TensorShape input, IReadOnlyList<long> sizes, string parameter, LayerContext context)
    {
        long longest = sizes.Max();
        if (longest <= ArrayLimit.MostElements)
        {
            return new TensorShape([input.Channels, .. sizes.Select(static size => (int)size)]);
        }

        IEnumerable<string> nouns = AxisName.Of(input).Zip(sizes, (axis, size) => (axis, size)).Where(pair => pair.size == longest).Select(static pair => pair.axis.Plural);
        context.Report("CNN009", parameter, $"the output has {Wording.Number(longest)} {Wording.And(nouns)}, {Wording.TooMany}");
        return null;
    }
}
