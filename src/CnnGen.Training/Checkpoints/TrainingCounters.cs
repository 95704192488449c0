using System.Collections.Generic;

namespace CnnGen;

/// <summary>Where a training is, but for its tensors: what a checkpoint keeps as text.</summary>
internal sealed class TrainingCounters
{
    /// <summary>Steps done.</summary>
    public long StepCount { get; set; }

    /// <summary>Epochs begun, of all calls of Fit.</summary>
    public int EpochCount { get; set; }

    /// <summary>Steps done of the epoch under way; 0 between epochs.</summary>
    public int StepOfEpoch { get; set; }

    /// <summary>What the epoch under way has come to.</summary>
    public RunningScore Score { get; set; }

    /// <summary>Whether a call of Fit is under way: in a checkpoint, whether the next one is to complete it.</summary>
    public bool IsFitting { get; set; }

    /// <summary>Samples that the call of Fit trains on.</summary>
    public int SampleCount { get; set; }

    /// <summary>Steps that were done when the call of Fit began.</summary>
    public long FitStart { get; set; }

    /// <summary>The epochs of the call of Fit so far.</summary>
    public List<EpochReport> Reports { get; set; } = [];

    /// <summary>What the schedule remembers of plateaus.</summary>
    public PlateauState Plateau { get; set; } = new();

    /// <summary>The best epoch of the call of Fit, from 1; 0 for none.</summary>
    public int BestEpoch { get; set; }

    /// <summary>How good it was.</summary>
    public double BestMerit { get; set; } = double.NegativeInfinity;

    /// <summary>How many weights are in the average.</summary>
    public long Averaged { get; set; }
}
