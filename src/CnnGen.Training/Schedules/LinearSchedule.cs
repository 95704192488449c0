namespace CnnGen;

/// <summary>See <see cref="Schedule.Linear"/>.</summary>
internal sealed record LinearSchedule(int Epochs, double Start, double End) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch) => Start + ((End - Start) * Fall.Done(this, Epochs, step, stepsPerEpoch));
}
