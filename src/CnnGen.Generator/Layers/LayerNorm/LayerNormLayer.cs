using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.LayerNorm;

/// <summary>Normalises all elements of a sample together.</summary>
internal sealed record LayerNormLayer(double Epsilon, bool IsAffine) : SampleNormLayer(Epsilon, IsAffine)
{
    public static Layer? Parse(LayerDeclaration declaration, LayerContext context) =>
        NormRules.Epsilon(declaration, context) is { } epsilon ? new LayerNormLayer(epsilon, declaration.Find<bool>("Affine") ?? true) : null;

    protected override int ChannelsTogether(TensorShape input) => input.Channels;

    protected override bool HasElementParameters(TensorShape input) => input.SpatialRank > 0;
}
