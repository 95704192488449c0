namespace CnnGen;

/// <summary>See <see cref="Schedule.Constant"/>.</summary>
internal sealed record ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    protected override bool DependsOnEpochs => false;

    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) => 1;
}
