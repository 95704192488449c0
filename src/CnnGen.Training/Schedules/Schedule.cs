using System;

namespace CnnGen;

/// <summary>How the learning rate changes: a factor on the optimizer's rate, step by step. A description: immutable and reusable.</summary>
public abstract record Schedule
{
    /// <summary>The factor is always 1.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>Steps over which the factor rises to its full size at the start; 0 for none.</summary>
    public int WarmupSteps { get; private init; }

    /// <summary>Whether the factor depends on how many steps an epoch has.</summary>
    public virtual bool CountsEpochs => true;

    /// <summary>From 1 down to <paramref name="end"/> along half a cosine over the given epochs, changing at every step; then it stays.</summary>
    /// <remarks>
    /// With T steps in all epochs, W of them warm-up: <c>end + (1 - end) * (1 + cos(pi * (t - W) / (T - W))) / 2</c>, so the warm-up
    /// takes part of the epochs. Loshchilov and Hutter 2017, "SGDR", equation 5, without restarts. After the last epoch PyTorch's
    /// CosineAnnealingLR would rise again; this one stays at the end.
    /// </remarks>
    /// <param name="epochs">The number of epochs until the end is reached: at least 1.</param>
    /// <param name="end">The factor at the end: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Cosine(int epochs, double end = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        return new CosineSchedule(epochs, ArgumentGuard.NonNegative(end));
    }

    /// <summary>Multiplied by <paramref name="factor"/> whenever another few epochs are over: PyTorch's StepLR.</summary>
    /// <remarks>In step t, from 0: <c>factor^floor(t / (everyEpochs * steps an epoch))</c>. A warm-up does not shift the epochs.</remarks>
    /// <param name="everyEpochs">Epochs between the changes: at least 1.</param>
    /// <param name="factor">What each change multiplies by: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Step(int everyEpochs, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(everyEpochs, 1);
        return new StepSchedule(everyEpochs, ArgumentGuard.NonNegative(factor));
    }

    /// <summary>The same schedule with a linear rise at the start.</summary>
    /// <remarks>In step t, from 0, below <paramref name="steps"/>, the schedule's own factor is multiplied by (t + 1) / steps.</remarks>
    /// <param name="steps">The number of steps of the rise; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    public Schedule WithWarmup(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return this with { WarmupSteps = steps };
    }

    /// <summary>The factor of a step.</summary>
    /// <param name="step">The step's number, from 0, counted over all epochs.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch; of no meaning to a schedule that does not count epochs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or the schedule counts epochs and they have no steps.</exception>
    public double Factor(long step, int stepsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (CountsEpochs)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        }

        double factor = FactorAt(step, stepsPerEpoch);
        return step < WarmupSteps ? factor * (step + 1) / WarmupSteps : factor;
    }

    /// <summary>The schedule's own factor of a step, the rise of the warm-up left out.</summary>
    /// <param name="step">The step's number, from 0, counted over all epochs.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    protected abstract double FactorAt(long step, int stepsPerEpoch);
}
