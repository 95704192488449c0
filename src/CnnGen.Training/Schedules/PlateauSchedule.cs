namespace CnnGen;

/// <summary>See <see cref="Schedule.OnPlateau"/>: what changes with the training is a <see cref="PlateauState"/>.</summary>
internal sealed record PlateauSchedule(double Multiplier, int Patience, double Threshold, int Cooldown, double Least) : Schedule
{
    /// <inheritdoc/>
    protected override bool DependsOnEpochs => false;

    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) => 1;
}
