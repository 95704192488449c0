using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Lowering;

/// <summary>Computes an activation on sums before they are stored.</summary>
internal static class FuseActivations
{
    public static Program Run(Program program) => FusePairs.Run(program, static (first, second) =>
        second is Activate activate ? first.WithActivation(activate.Kind, activate.Y)?.TakingIn(second) : null);
}
