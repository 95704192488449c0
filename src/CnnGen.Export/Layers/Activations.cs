using System;
using CnnGen.Export.Writing;

namespace CnnGen.Export.Layers;

/// <summary>Functions of elements whose numbers the layer has, by their names and defaults.</summary>
internal static class Activations
{
    private const double DefaultSlope = 0.01;
    private const double DefaultThreshold = 20;

    // What GELU's approximation by tanh is made of: Hendrycks and Gimpel 2016.
    private const double Cubic = 0.044715;

    public static string Clip(LayerWriter layer, string value, double least, double most) => layer.Add("Clip", [value, layer.Scalar(least), layer.Scalar(most)]);

    public static string Between(LayerWriter layer) => Clip(layer, layer.Input, Number(layer, "min", -1), Number(layer, "max", 1));

    public static string LeakyReLU(LayerWriter layer) => layer.Add("LeakyRelu", layer.Input, Attributes.Of("alpha", Number(layer, "slope", DefaultSlope)));

    public static string PReLU(LayerWriter layer)
    {
        bool isPerChannel = layer.Declaration.Find<bool>("PerChannel") ?? false;
        return layer.Add("PRelu", [layer.Input, layer.Parameter("weight", isPerChannel ? layer.Shape.SpatialRank : 0)]);
    }

    public static string WithAlpha(LayerWriter layer, string @operator) => layer.Add(@operator, layer.Input, Attributes.Of("alpha", Number(layer, "alpha", 1)));

    public static string HardSigmoid(LayerWriter layer) => layer.Add("HardSigmoid", layer.Input, Attributes.Of("alpha", 1.0 / 6), Attributes.Of("beta", 0.5));

    /// <summary>The operator is of a later version: x / 2 * (1 + erf(x / sqrt(2))), or tanh in place of erf.</summary>
    public static string GELU(LayerWriter layer)
    {
        string x = layer.Input;
        string sigmoid = layer.Declaration.Find<bool>("Tanh") ?? false ? layer.Add("Tanh", CubicOf(layer)) : layer.Add("Erf", layer.Add("Div", [x, layer.Scalar(Math.Sqrt(2))]));
        return layer.Add("Mul", [layer.Add("Mul", [x, layer.Add("Add", [sigmoid, layer.Scalar(1)])]), layer.Scalar(0.5)]);
    }

    /// <summary>log(1 + e^(beta x)) / beta, and x itself where beta x is above the threshold.</summary>
    public static string Softplus(LayerWriter layer)
    {
        // Above it log(1 + e^x) is x for float32.
        const double Straight = 17;
        double beta = Number(layer, "Beta", 1);
        double threshold = Number(layer, "Threshold", DefaultThreshold);
        string scaled = beta == 1 ? layer.Input : layer.Add("Mul", [layer.Input, layer.Scalar(beta)]);
        string smooth = layer.Add("Softplus", scaled);
        string result = beta == 1 ? smooth : layer.Add("Div", [smooth, layer.Scalar(beta)]);
        return threshold >= Straight ? result : layer.Add("Where", [layer.Add("Greater", [scaled, layer.Scalar(threshold)]), layer.Input, result]);
    }

    /// <summary>sqrt(2 / pi) (x + 0.044715 x^3).</summary>
    private static string CubicOf(LayerWriter layer)
    {
        string x = layer.Input;
        string cube = layer.Add("Mul", [layer.Add("Mul", [x, x]), x]);
        string sum = layer.Add("Add", [x, layer.Add("Mul", [cube, layer.Scalar(Cubic)])]);
        return layer.Add("Mul", [sum, layer.Scalar(Math.Sqrt(2 / Math.PI))]);
    }

    private static double Number(LayerWriter layer, string parameter, double otherwise) => layer.Declaration.Find<double>(parameter) ?? otherwise;
}
