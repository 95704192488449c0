using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.CosineRestarts"/>.</summary>
internal sealed record CosineRestartsSchedule(int Epochs, int Longer, double End) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch)
    {
        long done = Math.Max(0, step - WarmupSteps);
        long length = (long)Epochs * stepsPerEpoch;
        if (Longer == 1)
        {
            done %= length;
        }
        else
        {
            while (done >= length)
            {
                done -= length;
                length *= Longer;
            }
        }

        return CosineSchedule.Between(1, End, (double)done / length);
    }
}
