using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.Exponential"/>.</summary>
internal sealed record ExponentialSchedule(double Multiplier) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) => Math.Pow(Multiplier, (double)step / stepsPerEpoch);
}
