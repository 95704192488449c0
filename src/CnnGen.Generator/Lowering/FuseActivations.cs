namespace CnnGen.Generator.Lowering;

/// <summary>Computes an activation with what it takes: before that is stored, or right behind. Where others read it too, it is stored beside the activation's value.</summary>
internal static class FuseActivations
{
    public static Program Run(Program program) =>
        FusePairs.Run(program, static (first, second, y, isReadBesides) => second.AsActivationOf(first, y, isReadBesides)?.TakingIn(second));
}
