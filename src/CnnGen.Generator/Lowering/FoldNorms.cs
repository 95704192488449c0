using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Multiplies a normalisation by running estimates into the weights in front of it.</summary>
internal static class FoldNorms
{
    public static Program Run(Program program) => FusePairs.Run(program, static (first, second) =>
        second is ScaleChannels { Activation: ActivationKind.None } scale ? first.WithFold(scale.Fold, scale.Y) : null);
}
