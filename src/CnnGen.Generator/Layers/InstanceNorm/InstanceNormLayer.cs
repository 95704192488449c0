using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.InstanceNorm;

/// <summary>Normalises each channel of a sample by itself.</summary>
internal sealed record InstanceNormLayer(double Epsilon, bool IsAffine) : SampleNormLayer(Epsilon, IsAffine)
{
    public override bool TakesOffMeans => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context) =>
        NormRules.Epsilon(declaration, context) is { } epsilon ? new InstanceNormLayer(epsilon, declaration.Find<bool>("Affine") ?? false) : null;

    /// <summary>One element less its own mean is 0, whatever it was.</summary>
    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        if (input.Elements > input.Channels)
        {
            return input;
        }

        context.ReportRank("InstanceNorm", "channels of more than one element, since one less its own mean is always 0", input);
        return null;
    }

    protected override int ChannelsTogether(TensorShape input) => 1;
}
