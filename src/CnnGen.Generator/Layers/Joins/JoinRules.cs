using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Joins;

/// <summary>What the joining layers share.</summary>
internal static class JoinRules
{
    /// <summary>Whether a join names anything to join with.</summary>
    public static bool HasNames(LayerDeclaration declaration, LayerContext context)
    {
        if (declaration.FindTexts("names").Any())
        {
            return true;
        }

        context.Report("CNN004", null, $"{declaration.Kind} joins the running output with named ones and names none; it must name at least one: {declaration.Kind}(\"skip\")", related: []);
        return false;
    }

    /// <summary>Reports each named output whose shape does not go with the running one's.</summary>
    /// <param name="context">Has the outputs.</param>
    /// <param name="verb">What the layer does: <c>Add</c>.</param>
    /// <param name="fits">Whether a named shape fits the running one.</param>
    /// <param name="rule">What must be equal.</param>
    /// <returns>Whether all fit.</returns>
    public static bool Check(LayerContext context, string verb, System.Func<TensorShape, bool> fits, string rule)
    {
        Operand running = context.Taken!;
        bool allFit = true;
        for (int place = 0; place < context.Named.Count; place++)
        {
            Operand named = context.Named[place];
            if (!fits(named.Shape))
            {
                allFit = false;
                context.Report(
                    "CNN015",
                    $"names[{place}]",
                    $"{verb} cannot join {running.Shape} ({running.Name}) with {named.Shape} ({named.Name}): {Difference(running.Shape, named.Shape)}; {rule}",
                    related: [running.Layer, named.Layer]);
            }
        }

        return allFit;
    }

    private static string Difference(TensorShape running, TensorShape named)
    {
        if (running.SpatialRank != named.SpatialRank)
        {
            return $"{running.AxisNames} is not {named.AxisNames}";
        }

        List<string> differences = [];
        for (int axis = 0; axis < running.Sizes.Count; axis++)
        {
            if (running.Sizes[axis] != named.Sizes[axis])
            {
                differences.Add($"{running.Axes[axis]} {running.Sizes[axis]} is not {named.Sizes[axis]}");
            }
        }

        return Wording.And(differences);
    }
}
