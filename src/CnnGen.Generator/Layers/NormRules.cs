using System.Collections.Generic;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>What normalisations have in common: an epsilon, and a weight and a bias that begin as 1 and 0.</summary>
internal static class NormRules
{
    private const double DefaultEpsilon = 1e-5;

    /// <summary>What is added to the variance; null with the error reported.</summary>
    public static double? Epsilon(LayerDeclaration declaration, LayerContext context)
    {
        double epsilon = declaration.Find<double>("Epsilon") ?? DefaultEpsilon;
        string most = epsilon > float.MaxValue ? " and at most 3.4e38" : "";
        return context.InRange("Epsilon", epsilon, epsilon > 0 && epsilon <= float.MaxValue, "above 0" + most, "1e-5") ? epsilon : null;
    }

    /// <summary>The factors and what is added to them.</summary>
    public static IReadOnlyList<ParameterSpec> Affine(TensorShape shape) =>
    [
        new("weight", shape, 1, ParameterRole.Weight, InitialValue.Ones),
        new("bias", shape, 1, ParameterRole.Weight, InitialValue.Zeros),
    ];
}
