using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>What layers share whose groups are cut from the channels.</summary>
internal static class GroupRules
{
    private const string Parameter = "groups";

    /// <summary>The number of groups, or null with the error reported.</summary>
    public static int? Read(LayerDeclaration declaration, LayerContext context)
    {
        Setting groups = new(declaration.Find<int>(Parameter) ?? 0, Parameter);
        return context.AtLeast(groups, 1) ? groups.Value : null;
    }

    /// <summary>Reports groups that do not divide the channels, with the numbers nearby that do.</summary>
    /// <returns>Whether they divide them.</returns>
    public static bool Divide(int groups, TensorShape input, LayerContext context)
    {
        if (input.Channels % groups == 0)
        {
            return true;
        }

        IReadOnlyList<int> nearest = Divisors.Nearest(input.Channels, groups);
        context.ReportShape(
            "CNN003",
            Parameter,
            $"{groups} groups do not divide the {input.Channels} channels ({input.Channels} / {groups} leaves {input.Channels % groups}); "
                + $"groups of {Wording.And(nearest.OrderBy(static divisor => divisor).ToList())} {(nearest.Count == 1 ? "does" : "do")}",
            new Suggestion(Parameter, nearest));
        return false;
    }
}
