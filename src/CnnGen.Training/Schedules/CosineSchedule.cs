using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.Cosine"/>.</summary>
internal sealed record CosineSchedule(int Epochs, double End) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch)
    {
        // In the warm-up the cosine has not begun, also where it is too short to begin at all.
        if (step < WarmupSteps)
        {
            return 1;
        }

        long done = step - WarmupSteps;
        long length = ((long)Epochs * stepsPerEpoch) - WarmupSteps;
        return done >= length ? End : End + ((1 - End) * (1 + Math.Cos(Math.PI * done / length)) / 2);
    }
}
