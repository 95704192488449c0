namespace CnnGen;

/// <summary>How far a schedule that has an end has come.</summary>
internal static class Fall
{
    /// <summary>The share of the steps behind the warm-up that are done, in [0, 1]; 0 in the warm-up, where nothing has begun.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="epochs">Epochs until the end.</param>
    /// <param name="step">The step.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    public static double Done(Schedule schedule, int epochs, long step, int stepsPerEpoch)
    {
        // Also where the warm-up is longer than the whole.
        if (step < schedule.WarmupSteps)
        {
            return 0;
        }

        long done = step - schedule.WarmupSteps;
        long length = ((long)epochs * stepsPerEpoch) - schedule.WarmupSteps;
        return done >= length ? 1 : (double)done / length;
    }
}
