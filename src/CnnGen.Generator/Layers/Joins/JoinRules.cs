using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Joins;

/// <summary>What the joining layers share.</summary>
internal static class JoinRules
{
    // ConcatOrder's values.
    private const int NamedFirst = 0;
    private const int RunningFirst = 1;

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

    /// <summary>Whether a join of two names no third; the first name too many is reported.</summary>
    public static bool HasOneName(LayerDeclaration declaration, LayerContext context)
    {
        int count = declaration.FindTexts("names").Count();
        if (count <= 1)
        {
            return true;
        }

        context.Report("CNN004", "names[1]", FormattableString.Invariant($"{declaration.Kind} takes the running output and one named one, and names {count}"), related: []);
        return false;
    }

    /// <summary>Whether the running output comes before the named ones; null with the errors reported.</summary>
    public static bool? ParseOrder(LayerDeclaration declaration, LayerContext context)
    {
        int order = declaration.Find<int>("Order") ?? NamedFirst;
        if (order is NamedFirst or RunningFirst)
        {
            return order == RunningFirst;
        }

        context.Report("CNN004", "Order", FormattableString.Invariant($"Order is {order}; it must be ConcatOrder.NamedFirst or ConcatOrder.RunningFirst"), related: []);
        return null;
    }

    /// <summary>The shape of outputs joined element by element: of all of them, but for those with one element a channel, which go with every element. Null with the errors reported.</summary>
    public static TensorShape? InferWidened(string kind, LayerContext context)
    {
        Operand running = context.Taken!;
        Operand whole = Whole([running, .. context.Named]);
        bool isRunningRight = Widens(running.Shape, whole.Shape);
        bool allFit = true;
        for (int place = 0; place < context.Named.Count; place++)
        {
            Operand named = context.Named[place];
            bool isWhole = ReferenceEquals(named, whole);
            if (isWhole ? !isRunningRight : !Widens(named.Shape, whole.Shape))
            {
                allFit = false;
                ReportUnwidened(context, kind, place, isWhole ? running : whole, named);
            }
        }

        return allFit ? whole.Shape : null;
    }

    /// <summary>Reports each named output whose shape does not go with the running one's.</summary>
    /// <param name="context">Has the outputs.</param>
    /// <param name="verb">What the layer does: <c>Add</c>.</param>
    /// <param name="fits">Whether a named shape fits the running one.</param>
    /// <param name="rule">What must be equal.</param>
    /// <returns>Whether all fit.</returns>
    public static bool Check(LayerContext context, string verb, Func<TensorShape, bool> fits, string rule)
    {
        Operand running = context.Taken!;
        bool allFit = true;
        for (int place = 0; place < context.Named.Count; place++)
        {
            Operand named = context.Named[place];
            if (!fits(named.Shape))
            {
                allFit = false;
                Report(context, verb, place, running, named, $"{Difference(running.Shape, named.Shape)}; {rule}");
            }
        }

        return allFit;
    }

    /// <summary>Reports two shapes that are not equal; where one has a single element a channel, that its channels are not the other's.</summary>
    private static void ReportUnwidened(LayerContext context, string kind, int place, Operand one, Operand named)
    {
        (TensorShape shape, TensorShape other) = (one.Shape, named.Shape);
        if (IsPoint(shape) != IsPoint(other) && shape.Channels != other.Channels)
        {
            string difference = FormattableString.Invariant($"{shape.Axes[0]} {shape.Channels} is not {other.Axes[0]} {other.Channels}");
            Report(context, kind, place, one, named, $"{difference}; the shapes must be equal, or one of them {Point(IsPoint(shape) ? other : shape)}");
        }
        else
        {
            Report(context, kind, place, one, named, $"{Difference(shape, other)}; the shapes must be equal");
        }
    }

    private static void Report(LayerContext context, string verb, int place, Operand one, Operand named, string problem) => context.Report(
        "CNN015",
        $"names[{place}]",
        $"{verb} cannot join {one.Shape} ({one.Name}) with {named.Shape} ({named.Name}): {problem}",
        related: [one.Layer, named.Layer]);

    /// <summary>The operand that the others are widened to: the first with more than one element a channel; where there is none, one that has axes for them.</summary>
    private static Operand Whole(IReadOnlyList<Operand> operands) =>
        operands.FirstOrDefault(static operand => !IsPoint(operand.Shape)) ?? operands.FirstOrDefault(static operand => operand.Shape.SpatialRank > 0) ?? operands[0];

    /// <summary>Whether a shape is another, or has its channels and one element of each.</summary>
    private static bool Widens(TensorShape shape, TensorShape whole) =>
        shape == whole || (IsPoint(shape) && shape.Channels == whole.Channels && (shape.SpatialRank == 0 || shape.SpatialRank == whole.SpatialRank));

    // A vector of features is one element of as many channels.
    private static bool IsPoint(TensorShape shape) => shape.Sizes.Skip(1).All(static size => size == 1);

    private static string Point(TensorShape whole) => string.Join("x", whole.Sizes.Select(static (size, axis) => axis == 0 ? FormattableString.Invariant($"{size}") : "1"));

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
