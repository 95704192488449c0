using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.Function"/>.</summary>
internal sealed record FunctionSchedule(Func<long, int, double> OwnFactor) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) =>
        ArgumentGuard.NonNegative(OwnFactor(step, stepsPerEpoch), $"the schedule's factor of step {step}");
}
