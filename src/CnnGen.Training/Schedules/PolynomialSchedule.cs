using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.Polynomial"/>.</summary>
internal sealed record PolynomialSchedule(int Epochs, double Power, double End) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) =>
        End + ((1 - End) * Math.Pow(1 - Fall.Done(this, Epochs, step, stepsPerEpoch), Power));
}
