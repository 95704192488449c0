using System;

namespace CnnGen;

/// <summary>See <see cref="Schedule.Cosine"/>.</summary>
internal sealed record CosineSchedule(int Epochs, double End) : Schedule
{
    /// <summary>From one factor to another along half a cosine.</summary>
    /// <param name="start">The factor at the beginning.</param>
    /// <param name="end">The factor at the end.</param>
    /// <param name="done">The share that is done, in [0, 1].</param>
    public static double Between(double start, double end, double done) => end + ((start - end) * (1 + Math.Cos(Math.PI * done)) / 2);

    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) =>
        Fall.Done(this, Epochs, step, stepsPerEpoch) is < 1 and double done ? Between(1, End, done) : End;
}
