using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Conv;

/// <summary>A convolution: its arguments, shape rule and parameters.</summary>
internal sealed partial record ConvLayer(int Filters, SpatialWindow Spatial, int Groups, bool HasBias) : Layer
{
    public override SpatialWindow? Window => Spatial;

    public override int ChannelGroups => Groups;

    public override string SizeParameter => "filters";

    public override bool IsLinearMap => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting filters = new(declaration.Find<int>("filters") ?? 0, "filters");
        Setting groups = new(declaration.Find<int>("Groups") ?? 1, "Groups");
        bool inRange = context.AtLeast(filters, 1) & context.AtLeast(groups, 1);
        if (declaration.Find<int>("Fit") == (int)FitMode.Ceil)
        {
            context.Report("CNN004", "Fit", "Fit.Ceil is for pooling; a convolution takes Fit.Exact or Fit.Floor", [new Suggestion("Fit", "Fit.Floor")], []);
            inRange = false;
        }

        SpatialWindow? window = SpatialWindow.Parse(declaration, context, strideIsKernel: false);
        if (!inRange || window is null)
        {
            return null;
        }

        return new ConvLayer(filters.Value, WithoutCeil(window), groups.Value, declaration.Find<bool>("Bias") ?? true);
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        bool divides = input.SpatialRank == 0 || CheckGroups(input, context);
        return Spatial.Infer("Conv", input, Filters, context) is { } output && divides ? output : null;
    }

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier)
    {
        TensorShape weight = new([Filters, input.Channels / Groups, .. Spatial.AxesOf(input).Select(axis => axis.Window.Kernel.Value)]);
        int fanIn = (int)Math.Min(int.MaxValue, weight.Elements / Filters);
        return ParameterSpec.OfLinearMap(weight, fanIn, HasBias, feedsRectifier);
    }

    public override long MultiplyAdds(TensorShape input, TensorShape output) =>
        output.Elements * (input.Channels / Groups) * Spatial.Taps(input);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        MultiplyAdds(inputs[0], output) + (HasBias ? output.Elements : 0);

    /// <summary>A network whose fit is Ceil means its pooling layers; a convolution drops nothing unless it is told to.</summary>
    private static SpatialWindow WithoutCeil(SpatialWindow window) => window.Columns.Fit == FitMode.Ceil ? window.WithFit(FitMode.Exact) : window;

    private bool CheckGroups(TensorShape input, LayerContext context)
    {
        if (input.Channels % Groups == 0 && Filters % Groups == 0)
        {
            return true;
        }

        List<int> fitting = CommonDivisors(input.Channels, Filters)
            .OrderBy(groups => Math.Abs((long)groups - Groups)).Take(3).OrderBy(groups => groups).ToList();
        List<string> remainders = [];
        if (input.Channels % Groups != 0)
        {
            remainders.Add($"the {input.Channels} input channels ({input.Channels} / {Groups} leaves {input.Channels % Groups})");
        }

        if (Filters % Groups != 0)
        {
            remainders.Add($"the {Filters} filters ({Filters} / {Groups} leaves {Filters % Groups})");
        }

        context.ReportShape(
            "CNN003",
            "Groups",
            $"Groups = {Groups} does not divide {string.Join(" nor ", remainders)}; Groups of {Wording.And(fitting)} {(fitting.Count == 1 ? "does" : "do")}",
            new Suggestion("Groups", fitting.OrderBy(groups => Math.Abs((long)groups - Groups))));
        return false;
    }

    private static IEnumerable<int> CommonDivisors(int one, int other)
    {
        while (other != 0)
        {
            (one, other) = (other, one % other);
        }

        return Divisors.Of(one).Select(divisor => (int)divisor);
    }
}
