namespace CnnGen;

/// <summary>See <see cref="Schedule.Constant"/>.</summary>
internal sealed record ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    public override bool CountsEpochs => false;

    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) => 1;
}
