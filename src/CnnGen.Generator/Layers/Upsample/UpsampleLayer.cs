using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
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

    public override TensorShape? Infer(TensorShape input, LayerContext context) => HasPositions("Upsample", input, context)
        ? WithSizes(input, input.Sizes.Skip(1).Select(size => (long)size * Scale).ToList(), ScaleParameter, context)
        : null;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        IsLinearBetween ? OperationsPerAxis * output.SpatialRank * output.Elements : 0;

    protected override PositionMap MapOf(TensorShape input) =>
        new(PositionMap.Scaled, new PerAxis<int>(input.SpatialRank > 2 ? Scale : 1, input.SpatialRank > 1 ? Scale : 1, Scale));

    protected override void AddForward(ForwardBuilder forward, Tensor x, Tensor y)
    {
        if (IsLinearBetween)
        {
            forward.Add(new Interpolate(forward.Node.Id, AlignsCorners, x, y, IsBack: false));
        }
        else
        {
            base.AddForward(forward, x, y);
        }
    }

    protected override void AddBackward(BackwardBuilder backward, Tensor dy, Tensor dx)
    {
        if (IsLinearBetween)
        {
            backward.Add(new Interpolate(backward.Node.Id, AlignsCorners, dy, dx, IsBack: true));
        }
        else
        {
            base.AddBackward(backward, dy, dx);
        }
    }
}
