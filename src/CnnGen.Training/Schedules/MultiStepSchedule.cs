using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.MultiStep"/>.</summary>
internal sealed record MultiStepSchedule(EpochList Epochs, double Multiplier) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) => Math.Pow(Multiplier, Epochs.PassedBy(step, stepsPerEpoch));
}
