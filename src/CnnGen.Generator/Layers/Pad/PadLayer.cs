using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Pad;

/// <summary>Adds elements around every channel: a window of one element that moves over the padding too.</summary>
/// <param name="Spatial">The window.</param>
/// <param name="Mode">What is added.</param>
internal sealed record PadLayer(SpatialWindow Spatial, BorderMode Mode) : PositionLayer
{
    private const string Parameter = "pad";

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting pad = new(declaration.Find<int>(Parameter) ?? 0, Parameter);
        SpatialWindow window = new(Read(AxisName.Slice), Read(AxisName.Row), Read(AxisName.Column));
        BorderMode? mode = BorderRules.Parse(declaration, context);
        bool isRight = context.AtLeast(pad, 0);
        foreach (Setting side in window.Axes.Each.SelectMany(static axis => axis.Pad.Sides).Where(side => side != pad))
        {
            isRight &= context.AtLeast(side, 0);
        }

        return isRight && mode is { } given ? new PadLayer(window, given) : null;

        AxisWindow Read(AxisName axis) => AxisWindow.Unit(axis) with { Pad = new AxisPad(pad, ReadSide(axis.PadBefore), ReadSide(axis.PadAfter)) };

        Setting ReadSide(string side) => declaration.Find<int>(side) is { } own ? new Setting(own, side) : pad;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) =>
        Spatial.Infer("Pad", input, input.Channels, context) is { } output && BorderRules.Check(Mode, Spatial.AxesOf(input), context) ? output : null;

    public override PerAxis<AxisReach> ReachOn(TensorShape input) => Spatial.ReachOn(input);

    protected override Operation Forward(Node node, Tensor x, Tensor y) => Mode == BorderMode.Zeros
        ? new ShiftPositions(node.Id, MarginsOf(node).Select(static margin => margin.Before), x, y)
        : new PadBorder(node.Id, Mode, MarginsOf(node), x, y);

    protected override Operation Backward(Node node, Tensor dy, Tensor dx) => Mode == BorderMode.Zeros
        ? new ShiftPositions(node.Id, MarginsOf(node).Select(static margin => -margin.Before), dy, dx)
        : new PadBorderGradient(node.Id, Mode, MarginsOf(node), dy, dx);

    private PerAxis<Margin> MarginsOf(Node node) =>
        Spatial.For(node.Input).Axes.Zip(node.Input.Spatial, static (axis, size) => new Margin(axis.PadBefore(size), axis.PadAfter(size)));
}
