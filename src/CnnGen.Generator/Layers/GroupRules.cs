using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>What layers share whose groups are cut from the channels.</summary>
internal static class GroupRules
{
    private const string Parameter = "groups";

    // Of the convolutions, which have one group unless told.
    private const string Property = "Groups";

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

    /// <summary>Reports a convolution's groups that do not divide both the channels and the filters, with the numbers nearby that do.</summary>
    /// <returns>Whether they divide them.</returns>
    public static bool DivideBoth(int groups, TensorShape input, int filters, LayerContext context)
    {
        if (input.Channels % groups == 0 && filters % groups == 0)
        {
            return true;
        }

        IReadOnlyList<int> fitting = Divisors.Nearest(GreatestCommonDivisor(input.Channels, filters), groups);
        List<string> remainders = [];
        if (input.Channels % groups != 0)
        {
            remainders.Add($"the {input.Channels} input channels ({input.Channels} / {groups} leaves {input.Channels % groups})");
        }

        if (filters % groups != 0)
        {
            remainders.Add($"the {filters} filters ({filters} / {groups} leaves {filters % groups})");
        }

        context.ReportShape(
            "CNN003",
            Property,
            $"Groups = {groups} does not divide {string.Join(" nor ", remainders)}; Groups of {Wording.And(fitting.OrderBy(static divisor => divisor).ToList())} {(fitting.Count == 1 ? "does" : "do")}",
            new Suggestion(Property, fitting));
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
