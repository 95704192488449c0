namespace CnnGen;

/// <summary>What is done to gradients before a step uses them: scaled, then cut to a range.</summary>
/// <param name="Scale">By what each is multiplied: below 1 where their norm was too large.</param>
/// <param name="Limit">The largest that each may be in size; infinite where there is no limit.</param>
public readonly record struct GradientTransform(double Scale, double Limit)
{
    /// <summary>Leaves gradients as they are.</summary>
    public static GradientTransform None { get; } = new(1, double.PositiveInfinity);
}
