using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.DepthwiseConv;

/// <summary>A convolution whose filters see one channel each: as many groups as channels, and so many filters a channel.</summary>
internal sealed record DepthwiseConvLayer(int Multiplier, ConvolutionOptions Options) : ConvolutionLayer(Options)
{
    private const string MultiplierParameter = "Multiplier";

    // With one filter a channel the output has as many channels as what the layer takes.
    public override string? SizeParameter => Multiplier > 1 ? MultiplierParameter : null;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting multiplier = new(declaration.Find<int>(MultiplierParameter) ?? 1, MultiplierParameter);
        bool inRange = context.AtLeast(multiplier, 1);
        return ConvolutionOptions.Parse(declaration, context) is { } options && inRange ? new DepthwiseConvLayer(multiplier.Value, options) : null;
    }

    public override int GroupsOf(TensorShape input) => input.Channels;

    public override int? SizeFor(int channels, TensorShape input) => channels % input.Channels == 0 ? channels / input.Channels : null;

    protected override int FiltersOf(TensorShape input) => input.Channels * Multiplier;

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        long filters = (long)input.Channels * Multiplier;
        if (input.SpatialRank > 0 && filters > ArrayLimit.MostElements)
        {
            context.ReportShape("CNN009", MultiplierParameter, $"the output has {input.Channels}*{Multiplier} = {Wording.Number(filters)} channels, {Wording.TooMany}");
            return null;
        }

        return InferOutput("DepthwiseConv", input, (int)filters, context);
    }
}
