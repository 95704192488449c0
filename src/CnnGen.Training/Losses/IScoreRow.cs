using System;

namespace CnnGen;

/// <summary>A loss of the scores of one position, one score a class.</summary>
internal interface IScoreRow
{
    /// <summary>The loss where the target is a class.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="label">The class.</param>
    /// <param name="gradient">Receives the gradient; it may be the scores' own memory.</param>
    double Add(ReadOnlySpan<float> scores, int label, Span<float> gradient);

    /// <summary>The loss where the target is a number for each class.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="target">The numbers.</param>
    /// <param name="gradient">Receives the gradient; it may be the scores' own memory.</param>
    double Add(ReadOnlySpan<float> scores, ReadOnlySpan<float> target, Span<float> gradient);
}
