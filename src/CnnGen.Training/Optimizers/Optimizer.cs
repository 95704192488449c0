using System;

namespace CnnGen;

/// <summary>How weights follow from gradients. A description: immutable, and usable for any number of trainings.</summary>
/// <remarks>Definitions are PyTorch's (torch.optim). Hyperparameters are double as there, the elementwise arithmetic is float32.</remarks>
public abstract class Optimizer
{
    /// <summary>For optimizers.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> multiplies.</param>
    /// <param name="weightDecay">The L2 factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, NaN or infinite.</exception>
    protected Optimizer(double learningRate, double weightDecay)
    {
        LearningRate = ArgumentGuard.NonNegative(learningRate);
        WeightDecay = ArgumentGuard.NonNegative(weightDecay);
    }

    /// <summary>The learning rate before the schedule's factor.</summary>
    public double LearningRate { get; }

    /// <summary>The L2 factor: weightDecay * w is added to each gradient, also to those of biases, as PyTorch does.</summary>
    public double WeightDecay { get; }

    /// <summary>Makes the running state for one training, all zero.</summary>
    /// <param name="floats">Floats of the network's packed weights: the length of <see cref="TrainingGraph.PackedWeights"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    public abstract OptimizerState CreateState(int floats);
}
