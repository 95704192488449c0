using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Upsample;

/// <summary>Makes every axis so many times as long, by copies or by straight lines.</summary>
internal sealed record UpsampleLayer(int Scale, bool IsLinearBetween, bool AlignsCorners) : PositionLayer
{
    private const string ScaleParameter = "scale";
    private const string ModeParameter = "Mode";
    private const string CornersParameter = "AlignCorners";
    private const int Nearest = 0;
    private const int Bilinear = 1;

    // A product and an addition for each end of a line, along each axis.
    private const int OperationsPerAxis = 4;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting scale = new(declaration.Find<int>(ScaleParameter) ?? 0, ScaleParameter);
        int mode = declaration.Find<int>(ModeParameter) ?? Nearest;
        bool alignsCorners = declaration.Find<bool>(CornersParameter) ?? false;
        bool isRight = context.AtLeast(scale, 1);
        if (mode is not (Nearest or Bilinear))
        {
            context.Report("CNN004", ModeParameter, FormattableString.Invariant($"Mode is {mode}; it must be UpsampleMode.Nearest or UpsampleMode.Bilinear"), related: []);
            isRight = false;
        }

        if (mode == Nearest && alignsCorners)
        {
            context.Report(
                "CNN004", CornersParameter, "AlignCorners is true; copies of the nearest element have no corners, so it must be false unless Mode is UpsampleMode.Bilinear", [new Suggestion(CornersParameter, ["false"])], []);
            isRight = false;
        }

        return isRight ? new UpsampleLayer(scale.Value, mode == Bilinear, alignsCorners) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        if (!context.HasSpatialAxes("Upsample", input))
        {
            return null;
        }

        List<long> sizes = input.Sizes.Skip(1).Select(size => (long)size * Scale).ToList();
        long longest = sizes.Max();
        if (longest <= ArrayLimit.MostElements)
        {
            return new TensorShape([input.Channels, .. sizes.Select(static size => (int)size)]);
        }

        IEnumerable<string> axes = AxisName.Of(input).Zip(sizes, static (axis, size) => (axis, size)).Where(pair => pair.size == longest).Select(static pair => pair.axis.Plural);
        context.Report("CNN009", ScaleParameter, $"the output has {Wording.Number(longest)} {Wording.And(axes)}, {Wording.TooMany}");
        return null;
    }

    /// <summary>By copies each input is a run of outputs; by lines it reaches those nearer to it than to the input next to its neighbour.</summary>
    public override PerAxis<AxisReach> ReachOn(TensorShape input) => ScalesOf(input).Zip(input.Spatial, (scale, size) => (IsLinearBetween, AlignsCorners) switch
    {
        (false, _) => AxisReach.OfSpread(scale, scale, 0),
        (true, false) => AxisReach.OfSpread(scale, (2L * scale) - (scale % 2), scale / 2),
        (true, true) => AlignedReach(size, (size * scale) - 1),
    });

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        IsLinearBetween ? OperationsPerAxis * output.SpatialRank * output.Elements : 0;

    protected override Operation Forward(Node node, Tensor x, Tensor y) =>
        IsLinearBetween ? new Interpolate(node.Id, AlignsCorners, x, y, IsBack: false) : new RepeatPositions(node.Id, ScalesOf(node.Input), x, y);

    protected override Operation Backward(Node node, Tensor dy, Tensor dx) =>
        IsLinearBetween ? new Interpolate(node.Id, AlignsCorners, dy, dx, IsBack: true) : new SumPositions(node.Id, ScalesOf(node.Input), dy, dx);

    /// <summary>Steps that no whole number of is 1: an output sees the inputs on both sides of its place.</summary>
    private static AxisReach AlignedReach(int inputs, int lastOutput) =>
        lastOutput == 0 || inputs == lastOutput + 1 ? AxisReach.Own : new AxisReach(-1 + (1.0 / lastOutput), 2 - (2.0 / lastOutput), (inputs - 1.0) / lastOutput);

    // An axis that the input lacks stays as it is.
    private PerAxis<int> ScalesOf(TensorShape input) => new(input.SpatialRank > 2 ? Scale : 1, input.SpatialRank > 1 ? Scale : 1, Scale);
}
