using System.Collections.Generic;
using System.Linq;
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
        bool divides = input.SpatialRank == 0 || CheckGroups(input, context);
        return InferOutput("Conv", input, Filters, context) is { } output && divides ? output : null;
    }

    private bool CheckGroups(TensorShape input, LayerContext context)
    {
        if (input.Channels % Groups == 0 && Filters % Groups == 0)
        {
            return true;
        }

        IReadOnlyList<int> fitting = Divisors.Nearest(GreatestCommonDivisor(input.Channels, Filters), Groups);
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
            $"Groups = {Groups} does not divide {string.Join(" nor ", remainders)}; Groups of {Wording.And(fitting.OrderBy(static groups => groups).ToList())} {(fitting.Count == 1 ? "does" : "do")}",
            new Suggestion("Groups", fitting));
        return false;
    }

    private static int GreatestCommonDivisor(int one, int other)
    {
        while (other != 0)
        {
            (one, other) = (other, one % other);
        }

        return one;
    }
}
