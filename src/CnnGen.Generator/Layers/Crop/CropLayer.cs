using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Crop;

/// <summary>A part of every channel.</summary>
internal sealed record CropLayer(PerAxis<AxisCrop> Axes, int Rank) : PositionLayer
{
    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        PerAxis<AxisCrop> axes = new(Read("front", "depth"), Read("top", "height"), Read("left", "width"));
        bool isRight = true;
        foreach (AxisCrop axis in axes.Each)
        {
            isRight &= context.AtLeast(axis.First, 0) & context.AtLeast(axis.Count, 1);
        }

        return isRight ? new CropLayer(axes, declaration.Has("front") ? 3 : declaration.Has("top") ? 2 : 1) : null;

        // The constructor for fewer axes does not have the others' parameters.
        AxisCrop Read(string first, string count) =>
            new(new Setting(declaration.Find<int>(first) ?? 0, first), new Setting(declaration.Find<int>(count) ?? 1, count));
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        if (input.SpatialRank != Rank)
        {
            context.ReportRank(
                Rank switch { 1 => "Crop(left, width)", 2 => "Crop(top, left, height, width)", _ => "Crop(front, top, left, depth, height, width)" },
                Rank switch { 1 => "(channels, length)", 2 => "(channels, height, width)", _ => "(channels, depth, height, width)" },
                input);
            return null;
        }

        List<AxisCrop> axes = Axes.Each.Skip(SpatialWindow.MostAxes - Rank).ToList();
        bool fits = true;
        foreach ((AxisCrop axis, int size, AxisName name) in axes.Zip(input.Sizes.Skip(1), (axis, size) => (axis, size)).Zip(AxisName.Of(input), (pair, name) => (pair.axis, pair.size, name)))
        {
            fits &= axis.Fits(size, name, context);
        }

        return fits ? new TensorShape([input.Channels, .. axes.Select(static axis => axis.Count.Value)]) : null;
    }

    public override PerAxis<AxisReach> ReachOn(TensorShape input) => Axes.Select(static axis => AxisReach.Own with { First = axis.First.Value });

    protected override Operation Forward(Node node, Tensor x, Tensor y) => new ShiftPositions(node.Id, Axes.Select(static axis => -axis.First.Value), x, y);

    protected override Operation Backward(Node node, Tensor dy, Tensor dx) => new ShiftPositions(node.Id, Axes.Select(static axis => axis.First.Value), dy, dx);
}

/// <summary>What is kept along one axis.</summary>
/// <param name="First">The first position.</param>
/// <param name="Count">Positions.</param>
internal readonly record struct AxisCrop(Setting First, Setting Count)
{
    /// <summary>Reports positions that are not there.</summary>
    /// <returns>Whether all are.</returns>
    public bool Fits(int size, AxisName name, LayerContext context)
    {
        int left = size - First.Value;
        if (left <= 0)
        {
            context.ReportShape("CNN004", First.Parameter, $"{First.Parameter} is {First.Value}; of the {size} {name.Plural} the last is {size - 1}", new Suggestion(First.Parameter, [size - 1]));
        }
        else if (left < Count.Value)
        {
            context.ReportShape(
                "CNN004", Count.Parameter, $"{Count.Parameter} is {Count.Value}; from {name.Noun} {First.Value} on there are {size} - {First.Value} = {left} {name.Plural}", new Suggestion(Count.Parameter, [left]));
        }

        return left >= Count.Value;
    }
}
