using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Lowering;

/// <summary>Multiplies a normalisation by running estimates into the weights in front of it, else into those behind it.</summary>
internal static class FoldNorms
{
    public static Program Run(Program program) => FusePairs.Run(program, static (first, second, y, isReadBesides) => (first, second) switch
    {
        _ when isReadBesides => null,
        (_, ScaleChannels norm) => first.WithFold(norm.Fold, y)?.TakingIn(second),
        (ScaleChannels norm, _) => second.WithFoldInFront(norm.Fold, norm.X)?.TakingIn(first),
        _ => null,
    });
}
