using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.InverseSquareRoot"/>.</summary>
internal sealed record InverseSquareRootSchedule(int RiseSteps) : Schedule
{
    /// <inheritdoc/>
    protected override bool DependsOnEpochs => false;

    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch)
    {
        double done = step + 1;
        return Math.Min(done / RiseSteps, Math.Sqrt(RiseSteps / done));
    }
}
