using System;

namespace CnnGen;

/// <summary>Parameters that are trained in a way of their own: at another rate, without decay, or not at all.</summary>
/// <remarks>
/// <c>new ParameterGroup(p => p.Name.StartsWith("layer4.")) { LearningRateFactor = 0.1 }</c>. The first of a list of groups that a parameter
/// belongs to is the one that counts; what belongs to none is trained as the optimizer says.
/// </remarks>
public sealed record ParameterGroup
{
    private readonly double _learningRateFactor = 1;
    private readonly double? _weightDecay;
    private readonly double? _l1;

    /// <summary>Keeps the rule.</summary>
    /// <param name="contains">Whether a parameter belongs to the group, by its name and shape. Asked once, when a trainer is made.</param>
    public ParameterGroup(Func<Parameter, bool> contains)
    {
        ArgumentNullException.ThrowIfNull(contains);
        Contains = contains;
    }

    /// <summary>Biases, and the scales and shifts of normalisations: every parameter of one axis. They are usually left out of the decay.</summary>
    /// <remarks><c>ParameterGroup.BiasesAndNorms with { WeightDecay = 0 }</c>; He et al. 2019, "Bag of Tricks", section 3.1.</remarks>
    public static ParameterGroup BiasesAndNorms { get; } = new(static parameter => parameter.Shape.Count == 1);

    /// <summary>Whether a parameter belongs to the group.</summary>
    public Func<Parameter, bool> Contains { get; }

    /// <summary>By what the learning rate is multiplied: zero or more, 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public double LearningRateFactor
    {
        get => _learningRateFactor;
        init => _learningRateFactor = ArgumentGuard.NonNegative(value, nameof(LearningRateFactor));
    }

    /// <summary>The weight decay in place of the optimizer's, or null for that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public double? WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = value is { } decay ? ArgumentGuard.NonNegative(decay, nameof(WeightDecay)) : null;
    }

    /// <summary>The L1 factor in place of the optimizer's, or null for that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public double? L1
    {
        get => _l1;
        init => _l1 = value is { } factor ? ArgumentGuard.NonNegative(factor, nameof(L1)) : null;
    }

    /// <summary>Whether the parameters stay as they are. Not unless told.</summary>
    public bool Frozen { get; init; }
}
