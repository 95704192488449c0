using System;
using System.Globalization;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Activations;

/// <summary>Reads the numbers of activations that have some: null with the errors reported where one is out of range.</summary>
internal static class ActivationRules
{
    private const double DefaultSlope = 0.01;
    private const double DefaultAlpha = 1;
    private const double DefaultLeast = -1;
    private const double DefaultMost = 1;
    private const double DefaultBeta = 1;
    private const double DefaultThreshold = 20;

    // The smallest normal float: below it, digits are lost.
    private const double LeastPositive = 1.17549435e-38;

    public static Layer? LeakyReLU(LayerDeclaration declaration, LayerContext context)
    {
        double slope = declaration.Find<double>("slope") ?? DefaultSlope;
        return IsFinite(context, "slope", slope, DefaultSlope) ? new ActivationLayer(ElementFunctions.LeakyReLU(slope)) : null;
    }

    public static Layer? ELU(LayerDeclaration declaration, LayerContext context) => WithAlpha(declaration, context, ElementFunctions.ELU);

    public static Layer? CELU(LayerDeclaration declaration, LayerContext context) => WithAlpha(declaration, context, ElementFunctions.CELU);

    public static Layer GELU(LayerDeclaration declaration, LayerContext context) =>
        new ActivationLayer(declaration.Find<bool>("Tanh") ?? false ? ElementFunctions.TanhGELU : ElementFunctions.GELU);

    public static Layer? HardTanh(LayerDeclaration declaration, LayerContext context) => WithEnds(declaration, context, ElementFunctions.HardTanh);

    public static Layer? Clip(LayerDeclaration declaration, LayerContext context) => WithEnds(declaration, context, ElementFunctions.Clip);

    public static Layer? Softplus(LayerDeclaration declaration, LayerContext context)
    {
        double beta = declaration.Find<double>("Beta") ?? DefaultBeta;
        double threshold = declaration.Find<double>("Threshold") ?? DefaultThreshold;
        bool inRange = IsPositive(context, "Beta", beta, DefaultBeta);
        inRange &= IsFinite(context, "Threshold", threshold, DefaultThreshold);
        return inRange ? new ActivationLayer(ElementFunctions.Softplus(beta, threshold)) : null;
    }

    private static Layer? WithAlpha(LayerDeclaration declaration, LayerContext context, Func<double, ElementFunction> function)
    {
        double alpha = declaration.Find<double>("alpha") ?? DefaultAlpha;
        return IsPositive(context, "alpha", alpha, DefaultAlpha) ? new ActivationLayer(function(alpha)) : null;
    }

    private static Layer? WithEnds(LayerDeclaration declaration, LayerContext context, Func<double, double, ElementFunction> function)
    {
        double min = declaration.Find<double>("min") ?? DefaultLeast;
        double max = declaration.Find<double>("max") ?? DefaultMost;
        bool inRange = IsFinite(context, "min", min, DefaultLeast);
        inRange &= IsFinite(context, "max", max, DefaultMost);
        if (!inRange)
        {
            return null;
        }

        if ((float)min < (float)max)
        {
            return new ActivationLayer(function(min, max));
        }

        // On the one that may have been typed.
        context.Report("CNN004", max == DefaultMost ? "min" : "max", FormattableString.Invariant($"min is {min} and max is {max}; min must be below max"), [], []);
        return null;
    }

    private static bool IsFinite(LayerContext context, string parameter, double value, double proposed) =>
        context.InRange(parameter, value, Math.Abs(value) <= float.MaxValue, "a number from -3.4e38 to 3.4e38", Text(proposed));

    private static bool IsPositive(LayerContext context, string parameter, double value, double proposed) => context.InRange(
        parameter, value, value is >= LeastPositive and <= 1 / LeastPositive, value > 0 ? "between 1.2e-38 and 8.5e37" : "above 0", Text(proposed));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
