using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.Step"/>.</summary>
internal sealed record StepSchedule(int EveryEpochs, double Multiplier) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) => Math.Pow(Multiplier, step / ((long)EveryEpochs * stepsPerEpoch));
}
