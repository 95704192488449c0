using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.GroupNorm;

/// <summary>Normalises groups of a sample's channels.</summary>
internal sealed record GroupNormLayer(int Groups, double Epsilon, bool IsAffine) : SampleNormLayer(Epsilon, IsAffine)
{
    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        int? groups = GroupRules.Read(declaration, context);
        return NormRules.Epsilon(declaration, context) is { } epsilon && groups is not null
            ? new GroupNormLayer(groups.Value, epsilon, declaration.Find<bool>("Affine") ?? true)
            : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => GroupRules.Divide(Groups, input, context) ? input : null;

    protected override int ChannelsTogether(TensorShape input) => input.Channels / Groups;
}
