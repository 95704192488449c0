using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.PixelShuffle;

/// <summary>Makes channels rows and columns.</summary>
internal sealed record PixelShuffleLayer(int Scale) : Layer
{
    private const string Parameter = "scale";
    private const int ImageRank = 2;

    public override bool IsLinear => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting scale = new(declaration.Find<int>(Parameter) ?? 0, Parameter);
        return context.AtLeast(scale, 1) ? new PixelShuffleLayer(scale.Value) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        if (input.SpatialRank != ImageRank)
        {
            context.ReportRank("PixelShuffle", "(channels, height, width)", input);
            return null;
        }

        long square = (long)Scale * Scale;
        if (input.Channels % square == 0)
        {
            // At most the channels, so no size overflows that the number of elements does not.
            return new TensorShape((int)(input.Channels / square), input.Height * Scale, input.Width * Scale);
        }

        int[] fitting = Divisors.Of(input.Channels).Where(scale => input.Channels % (scale * scale) == 0).Select(static scale => (int)scale).OrderBy(static scale => scale).ToArray();
        context.ReportShape(
            "CNN003",
            Parameter,
            $"{Scale}*{Scale} = {square} does not divide the {input.Channels} channels ({input.Channels} / {square} leaves {input.Channels % square}); "
                + $"scale{(fitting.Length == 1 ? "" : "s")} {Wording.And(fitting)} {(fitting.Length == 1 ? "does" : "do")}",
            new Suggestion(Parameter, fitting));
        return null;
    }

    // A row of inputs is a run of rows.
    public override PerAxis<AxisReach> ReachOn(TensorShape input) => PerAxis.Of(AxisReach.OfSpread(Scale, Scale, 0)) with { Depth = AxisReach.Own };

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewTensor(forward.Node.Name, forward.Node.Output);
        forward.Add(new ShufflePixels(forward.Node.Id, x, Scale, y, IsBack: false));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor dy = backward.AsShaped(backward.OutputGradient, backward.Node.Output);
        Tensor dx = backward.NewTensor("d" + backward.Input.Name, backward.Node.Input);
        backward.Add(new ShufflePixels(backward.Node.Id, dy, Scale, dx, IsBack: true));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }
}
