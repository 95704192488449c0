namespace CnnGen.Generator.Lowering;

/// <summary>Computes an activation on sums before they are stored.</summary>
internal static class FuseActivations
{
    public static Program Run(Program program) => FusePairs.Run(program, static (first, second) => second.AsActivationOf(first)?.TakingIn(second));
}
