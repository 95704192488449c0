using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.GroupNorm;

/// <summary>Normalises groups of a sample's channels.</summary>
internal sealed record GroupNormLayer(int Groups, double Epsilon, bool IsAffine) : SampleNormLayer(Epsilon, IsAffine)
{
    private const string Parameter = "groups";

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting groups = new(declaration.Find<int>(Parameter) ?? 0, Parameter);
        bool inRange = context.AtLeast(groups, 1);
        return NormRules.Epsilon(declaration, context) is { } epsilon && inRange
            ? new GroupNormLayer(groups.Value, epsilon, declaration.Find<bool>("Affine") ?? true)
            : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context)
    {
        if (input.Channels % Groups == 0)
        {
            return input;
        }

        IReadOnlyList<int> nearest = Divisors.Nearest(input.Channels, Groups);
        context.ReportShape(
            "CNN003",
            Parameter,
            $"{Groups} groups do not divide the {input.Channels} channels ({input.Channels} / {Groups} leaves {input.Channels % Groups}); "
                + $"groups of {Wording.And(nearest.OrderBy(static groups => groups).ToList())} {(nearest.Count == 1 ? "does" : "do")}",
            new Suggestion(Parameter, nearest));
        return null;
    }

    protected override int ChannelsTogether(TensorShape input) => input.Channels / Groups;
}
