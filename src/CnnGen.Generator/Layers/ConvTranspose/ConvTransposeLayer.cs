using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.ConvTranspose;

/// <summary>A transposed convolution: its arguments and its shape rule.</summary>
/// <param name="Filters">The output's channels.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Spatial">The window that it is the transpose of.</param>
/// <param name="OutputPad">Elements that the output has more on each axis.</param>
/// <param name="HasBias">Whether each filter adds a constant.</param>
internal sealed partial record ConvTransposeLayer(int Filters, int Groups, SpatialWindow Spatial, PerAxis<Setting> OutputPad, bool HasBias) : Layer
{
    private const string OutputPadParameter = "OutputPad";

    public override string SizeParameter => "filters";

    public override bool IsLinearMap => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting filters = new(declaration.Find<int>("filters") ?? 0, "filters");
        Setting groups = new(declaration.Find<int>("Groups") ?? 1, "Groups");
        PerAxis<Setting> outputPad = new PerAxis<AxisName>(AxisName.Slice, AxisName.Row, AxisName.Column).Select(axis => ReadOutputPad(declaration, axis));
        bool inRange = context.AtLeast(filters, 1) & context.AtLeast(groups, 1);
        foreach (Setting pad in outputPad.Each.Distinct())
        {
            inRange &= context.AtLeast(pad, 0);
        }

        if (declaration.Has("Fit"))
        {
            context.Report("CNN004", "Fit", "Fit is set; a transposed convolution divides nothing, so nothing has to fit", [new Suggestion(Suggestion.RemoveArgument, "Fit")], []);
            inRange = false;
        }

        return SpatialWindow.Parse(declaration, context, strideIsKernel: false) is { } window && inRange
            ? new ConvTransposeLayer(filters.Value, groups.Value, window, outputPad, declaration.Find<bool>("Bias") ?? true)
            : null;
    }

    public override int GroupsOf(TensorShape input) => Groups;

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        bool divides = input.SpatialRank == 0 || GroupRules.DivideBoth(Groups, input, Filters, context);
        if (!Spatial.Suits("ConvTranspose", input, context, [.. OutputPad.Each]))
        {
            return null;
        }

        List<TransposedAxis> axes = AxesOf(input).ToList();
        bool isRight = divides & TransposedRules.HaveOutputPads(axes, context) & TransposedRules.HaveOutputs(axes, context);
        return isRight ? new TensorShape([Filters, .. axes.Select(static axis => (int)axis.Output)]) : null;
    }

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier)
    {
        TensorShape weight = new([input.Channels, Filters / Groups, .. Spatial.AxesOf(input).Select(static axis => axis.Window.Kernel.Value)]);

        // As PyTorch computes it: of the weights' second axis, which is not the one that an output sums over.
        int fanIn = (int)Math.Min(int.MaxValue, weight.Elements / input.Channels);
        return ParameterSpec.OfLinearMap(weight, Filters, fanIn, HasBias, feedsRectifier);
    }

    public override long MultiplyAdds(TensorShape input, TensorShape output) => input.Elements * (Filters / Groups) * Spatial.Taps(input);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => MultiplyAdds(inputs[0], output) + (HasBias ? output.Elements : 0);

    public override PerAxis<AxisReach> ReachOn(TensorShape input) =>
        On(input).Select(static axis => AxisReach.OfSpread(axis.Window.Stride.Value, axis.Window.Extent, axis.Window.Pad.Before.Value));

    public override IReadOnlyList<double> BordersOn(TensorShape input) => Spatial.BordersOn(input);

    /// <summary>All axes; one that the input does not have stays as it is.</summary>
    private PerAxis<TransposedAxis> On(TensorShape input)
    {
        SpatialWindow window = Spatial.For(input);
        PerAxis<Setting> outputPad = new(
            input.SpatialRank >= 3 ? OutputPad.Depth : new Setting(0, OutputPadParameter),
            input.SpatialRank >= 2 ? OutputPad.Rows : new Setting(0, OutputPadParameter),
            OutputPad.Columns);
        return window.Axes.Zip(input.Spatial, static (axis, size) => (axis, size)).Zip(outputPad, static (axis, pad) => new TransposedAxis(axis.axis, axis.size, pad));
    }

    /// <summary>The axes that the input has.</summary>
    private IEnumerable<TransposedAxis> AxesOf(TensorShape input) => On(input).Each.Skip(SpatialWindow.MostAxes - input.SpatialRank);

    private static Setting ReadOutputPad(LayerDeclaration declaration, AxisName axis)
    {
        string own = OutputPadParameter + axis.Suffix;
        return declaration.Find<int>(own) is int single ? new Setting(single, own) : new Setting(declaration.Find<int>(OutputPadParameter) ?? 0, OutputPadParameter);
    }
}
