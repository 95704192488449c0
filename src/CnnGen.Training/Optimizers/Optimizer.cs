using System;

namespace CnnGen;

/// <summary>How weights follow from gradients. A description: immutable, and usable for any number of trainings.</summary>
/// <remarks>Definitions are PyTorch's (torch.optim). Hyperparameters are double as there, the elementwise arithmetic is float32.</remarks>
public abstract class Optimizer
{
    private readonly double _l1;

    /// <summary>For optimizers.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="weightDecay">The decay: an L2 factor unless the optimizer says otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, NaN or infinite.</exception>
    protected Optimizer(double learningRate, double weightDecay)
    {
        LearningRate = ArgumentGuard.NonNegative(learningRate);
        WeightDecay = ArgumentGuard.NonNegative(weightDecay);
    }

    /// <summary>The learning rate before the schedule's factor.</summary>
    public double LearningRate { get; }

    /// <summary>The decay of weights, biases among them as in PyTorch: weightDecay * w is added to each gradient, unless the optimizer decouples it.</summary>
    public double WeightDecay { get; }

    /// <summary>The L1 factor: l1 * sign(w) is added to each gradient, which draws weights to zero. 0 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public double L1
    {
        get => _l1;
        init => _l1 = ArgumentGuard.NonNegative(value, nameof(L1));
    }

    /// <summary>How a parameter is treated that belongs to no group.</summary>
    internal SegmentSettings Settings => new(1, WeightDecay, L1);

    /// <summary>Makes the running state for one training, as it is before the first step.</summary>
    /// <param name="floats">Floats of the network's packed weights: the length of <see cref="TrainingGraph.PackedWeights"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    public abstract OptimizerState CreateState(int floats);
}
