using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Conv;

/// <summary>A convolution: its arguments and its shape rule.</summary>
internal sealed record ConvLayer(int Filters, int Groups, ConvolutionOptions Options) : ConvolutionLayer(Options)
{
    public override string SizeParameter => "filters";

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting filters = new(declaration.Find<int>("filters") ?? 0, "filters");
        Setting groups = new(declaration.Find<int>("Groups") ?? 1, "Groups");
        bool inRange = context.AtLeast(filters, 1) & context.AtLeast(groups, 1);
        return ConvolutionOptions.Parse(declaration, context) is { } options && inRange ? new ConvLayer(filters.Value, groups.Value, options) : null;
    }

    public override int GroupsOf(TensorShape input) => Groups;

    protected override int FiltersOf(TensorShape input) => Filters;

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        bool divides = input.SpatialRank == 0 || GroupRules.DivideBoth(Groups, input, Filters, context);
        return InferOutput("Conv", input, Filters, context) is { } output && divides ? output : null;
    }
}
