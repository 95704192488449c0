namespace CnnGen;

/// <summary>See <see cref="Schedule.OneCycle"/>.</summary>
internal sealed record OneCycleSchedule(int Epochs, double Rise, double StartDivisor, double EndDivisor) : Schedule
{
    /// <inheritdoc/>
    protected override double FactorAt(long step, int stepsPerEpoch)
    {
        // PyTorch's phases: the highest rate comes one step before the share's end, which may lie between two steps.
        double last = ((double)Epochs * stepsPerEpoch) - 1;
        double top = (Rise * Epochs * stepsPerEpoch) - 1;
        double start = 1 / StartDivisor;
        double end = start / EndDivisor;
        return step <= top
            ? CosineSchedule.Between(start, 1, step / top)
            : step < last ? CosineSchedule.Between(1, end, (step - top) / (last - top)) : end;
    }
}
