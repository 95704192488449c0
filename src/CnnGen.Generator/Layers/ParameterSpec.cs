using System.Collections.Generic;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>A named tensor of a layer.</summary>
/// <param name="Suffix">The name after the layer's: <c>weight</c>.</param>
/// <param name="Shape">In PyTorch's layout.</param>
/// <param name="FanIn">Inputs that one output sums over.</param>
/// <param name="Role">What training does with it.</param>
/// <param name="Initial">Its first values.</param>
internal sealed record ParameterSpec(string Suffix, TensorShape Shape, int FanIn, ParameterRole Role, InitialValue Initial)
{
    /// <summary>The tensors of a linear map: He's variance and no bias to begin with in front of a ReLU, else as PyTorch's Conv2d and Linear begin.</summary>
    /// <param name="weight">The weights' shape.</param>
    /// <param name="outputs">Outputs, each with a constant of its own.</param>
    /// <param name="fanIn">Inputs that one output sums over.</param>
    /// <param name="hasBias">Whether there is a constant for each output.</param>
    /// <param name="feedsRectifier">Whether a ReLU follows.</param>
    public static IReadOnlyList<ParameterSpec> OfLinearMap(TensorShape weight, int outputs, int fanIn, bool hasBias, bool feedsRectifier)
    {
        ParameterSpec weights = new("weight", weight, fanIn, ParameterRole.Weight, feedsRectifier ? InitialValue.HeNormal : InitialValue.FanInUniform);
        return !hasBias ? [weights]
            : [weights, new ParameterSpec("bias", new TensorShape(outputs), fanIn, ParameterRole.Weight, feedsRectifier ? InitialValue.Zeros : InitialValue.FanInUniform)];
    }
}

/// <summary>What training does with a parameter.</summary>
internal enum ParameterRole
{
    /// <summary>An optimizer changes it, unless the layer is frozen.</summary>
    Weight,

    /// <summary>A running estimate, which the layer itself keeps while it is trained.</summary>
    Statistic,

    /// <summary>A number of steps, which the layer itself counts while it is trained.</summary>
    Counter,
}

/// <summary>CnnGen.Runtime.Initialization, by the same names.</summary>
internal enum InitialValue
{
    Zeros,
    Ones,
    HeNormal,
    FanInUniform,
    Quarters,
}
