using System;

namespace CnnGen;

/// <summary>What <see cref="Schedule.OnPlateau"/> remembers of one training.</summary>
internal sealed class PlateauState
{
    /// <summary>The factor now.</summary>
    public double Factor { get; set; } = 1;

    /// <summary>The best loss so far.</summary>
    public double Best { get; set; } = double.PositiveInfinity;

    /// <summary>Epochs since then that count.</summary>
    public int Waited { get; set; }

    /// <summary>Epochs that will not count, because of the last change.</summary>
    public int CoolingDown { get; set; }

    /// <summary>Looks at the loss of another epoch.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="loss">The loss: a NaN is no better than any.</param>
    public void EpochEnded(PlateauSchedule schedule, double loss)
    {
        if (loss < Best * (1 - schedule.Threshold))
        {
            Best = loss;
            Waited = 0;
        }
        else
        {
            Waited++;
        }

        if (CoolingDown > 0)
        {
            CoolingDown--;
            Waited = 0;
        }

        if (Waited > schedule.Patience)
        {
            Factor = Math.Max(Factor * schedule.Multiplier, Math.Min(Factor, schedule.Least));
            CoolingDown = schedule.Cooldown;
            Waited = 0;
        }
    }
}
