using System;
using System.Linq;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Passes;

/// <summary>Questions that the passes share.</summary>
internal static class Patterns
{
    // What exporters round the constants of a formula to.
    private const double Tolerance = 1e-5;

    /// <summary>Whether a layer is arithmetic by one factor and one constant.</summary>
    public static bool IsAffine(this Layer layer, double factor, double constant) =>
        layer is { Kind: Kinds.Affine, Factors: [double ownFactor], Constants: [double ownConstant] } && IsNear(ownFactor, factor) && IsNear(ownConstant, constant);

    /// <summary>Whether a layer cuts off below 0 and above 6.</summary>
    public static bool IsReLU6(this Layer layer) => layer.Kind == "ReLU6";

    public static bool IsNear(double number, double expected) => Math.Abs(number - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));

    /// <summary>Of two operands the other one.</summary>
    public static Layer? OtherThan(this Layer join, Layer operand) => join.Inputs is [var one, var other] ? one == operand ? other : one : null;

    /// <summary>factor * x as a layer of the same node.</summary>
    public static Layer Times(this Layer layer, double factor) => new(Kinds.Affine, layer.Shape, layer) { Origin = layer.Origin, Factors = [factor], Constants = [0] };

    public static Layer Activation(string kind, Layer source, Layer instead) => new(kind, source.Shape, source) { Origin = instead.Origin };

    public static bool IsConvolution(this Layer layer) => layer.Kind is "Conv" or "DepthwiseConv";

    /// <summary>Whether a layer sums its inputs by weights and may add a bias.</summary>
    public static bool IsLinearMap(this Layer layer) => layer.IsConvolution() || layer.Kind is "ConvTranspose" or "Linear";

    public static bool Takes(this Layer layer, Layer source) => layer.Inputs.Contains(source);

    public static bool HasArgument(this Layer layer, string name) => layer.Arguments.Any(argument => argument.Name == name);
}
