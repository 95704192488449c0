using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.Cosine"/>.</summary>
internal sealed record CosineSchedule(int Epochs, double End) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch)
    {
        long length = ((long)Epochs * stepsPerEpoch) - WarmupSteps;
        long done = Math.Max(0, step - WarmupSteps);
        return done >= length ? End : End + ((1 - End) * (1 + Math.Cos(Math.PI * done / length)) / 2);
    }
}
