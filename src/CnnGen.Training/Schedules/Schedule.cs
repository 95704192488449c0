using System;

namespace CnnGen;

/// <summary>How the learning rate changes: a factor on the optimizer's rate, step by step. A description: immutable and reusable.</summary>
public abstract record Schedule
{
    /// <summary>The factor is always 1.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>Steps over which the factor rises to its full size at the start; 0 for none.</summary>
    public int WarmupSteps { get; private init; }

    /// <summary>Whether it counts steps where it says epochs: see <see cref="InSteps"/>.</summary>
    public bool IsInSteps { get; private init; }

    /// <summary>Whether the factor depends on how many steps an epoch has.</summary>
    public bool CountsEpochs => !IsInSteps && DependsOnEpochs;

    /// <summary>Whether what the schedule says depends on how long an epoch is.</summary>
    protected virtual bool DependsOnEpochs => true;

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

    /// <summary>Half a cosine again and again, each from 1 down to <paramref name="end"/>: PyTorch's CosineAnnealingWarmRestarts.</summary>
    /// <remarks>Each cosine is <paramref name="longer"/> times as long as the one before. Behind a warm-up, which is not one of them. Loshchilov and Hutter 2017, "SGDR".</remarks>
    /// <param name="epochs">Epochs of the first cosine: at least 1.</param>
    /// <param name="longer">How many times longer each next one is: at least 1.</param>
    /// <param name="end">The factor at the end of each: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule CosineRestarts(int epochs, int longer = 1, double end = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(longer, 1);
        return new CosineRestartsSchedule(epochs, longer, ArgumentGuard.NonNegative(end));
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

    /// <summary>Multiplied by <paramref name="factor"/> at each of the given epochs: PyTorch's MultiStepLR.</summary>
    /// <remarks>The ResNets' schedule: <c>Schedule.MultiStep([82, 123], 0.1)</c>. A warm-up does not shift the epochs.</remarks>
    /// <param name="epochs">The epochs, counted from 0, with which a change comes: each at least 1, rising.</param>
    /// <param name="factor">What each change multiplies by: zero or more.</param>
    /// <exception cref="ArgumentException">The epochs do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule MultiStep(ReadOnlySpan<int> epochs, double factor)
    {
        for (int i = 0; i < epochs.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(epochs[i], 1, nameof(epochs));
            if (i > 0 && epochs[i] <= epochs[i - 1])
            {
                throw new ArgumentException($"epoch {epochs[i]} follows {epochs[i - 1]}; epochs must rise", nameof(epochs));
            }
        }

        return new MultiStepSchedule(new EpochList(epochs), ArgumentGuard.NonNegative(factor));
    }

    /// <summary>Multiplied by <paramref name="factor"/> in each epoch, a little at every step: PyTorch's ExponentialLR, which changes at the epochs' ends.</summary>
    /// <remarks>In step t, from 0: <c>factor^(t / steps an epoch)</c>. A warm-up does not shift the epochs.</remarks>
    /// <param name="factor">What an epoch multiplies by: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public static Schedule Exponential(double factor) => new ExponentialSchedule(ArgumentGuard.NonNegative(factor));

    /// <summary>From <paramref name="start"/> to <paramref name="end"/> in a straight line over the given epochs; then it stays: PyTorch's LinearLR.</summary>
    /// <remarks>In step t of T, from 0: <c>start + (end - start) * min(t, T) / T</c>; a warm-up takes part of the epochs.</remarks>
    /// <param name="epochs">The number of epochs until the end is reached: at least 1.</param>
    /// <param name="end">The factor at the end: zero or more.</param>
    /// <param name="start">The factor at the beginning: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Linear(int epochs, double end = 0, double start = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        return new LinearSchedule(epochs, ArgumentGuard.NonNegative(start), ArgumentGuard.NonNegative(end));
    }

    /// <summary>From 1 down to <paramref name="end"/> by a power of what is left of the given epochs; then it stays: PyTorch's PolynomialLR.</summary>
    /// <remarks>In step t of T, from 0: <c>end + (1 - end) * (1 - min(t, T) / T)^power</c>; a warm-up takes part of the epochs.</remarks>
    /// <param name="epochs">The number of epochs until the end is reached: at least 1.</param>
    /// <param name="power">The power: above zero. 0.9 is usual in segmentation.</param>
    /// <param name="end">The factor at the end: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule Polynomial(int epochs, double power = 1, double end = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        return new PolynomialSchedule(epochs, ArgumentGuard.Positive(power), ArgumentGuard.NonNegative(end));
    }

    /// <summary>Rises in a straight line over the given steps and falls with the root of the step behind: Vaswani et al. 2017, section 5.3.</summary>
    /// <remarks>In step t, from 0, with W warm-up steps: <c>min((t + 1) / W, sqrt(W / (t + 1)))</c>. It has its own warm-up and needs no other.</remarks>
    /// <param name="warmupSteps">Steps of the rise: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static Schedule InverseSquareRoot(int warmupSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(warmupSteps, 1);
        return new InverseSquareRootSchedule(warmupSteps);
    }

    /// <summary>One rise to the optimizer's rate and one fall to next to nothing, both along half cosines: PyTorch's OneCycleLR, the momentum left alone.</summary>
    /// <remarks>
    /// Of T steps the first <c>rise * T - 1</c> go from 1 / <paramref name="startDivisor"/> to 1, the rest to
    /// 1 / (<paramref name="startDivisor"/> * <paramref name="endDivisor"/>). Smith and Topin 2018, "Super-Convergence".
    /// </remarks>
    /// <param name="epochs">The number of epochs of the whole cycle: at least 1.</param>
    /// <param name="rise">The share of the steps that rise: above 0, below 1.</param>
    /// <param name="startDivisor">By how much the rate at the start is smaller than the optimizer's: above zero.</param>
    /// <param name="endDivisor">By how much the rate at the end is smaller than at the start: above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule OneCycle(int epochs, double rise = 0.3, double startDivisor = 25, double endDivisor = 1e4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentGuard.Fraction(rise);
        return new OneCycleSchedule(epochs, ArgumentGuard.Positive(rise), ArgumentGuard.Positive(startDivisor), ArgumentGuard.Positive(endDivisor));
    }

    /// <summary>Multiplied by <paramref name="factor"/> when the validation loss has not become better for a while: PyTorch's ReduceLROnPlateau.</summary>
    /// <remarks>
    /// Better is a loss below the best so far times (1 - <paramref name="threshold"/>). Looked at when an epoch has been validated; where
    /// there is no validation set, the training's own loss is looked at.
    /// </remarks>
    /// <param name="factor">What a change multiplies by: above 0, below 1.</param>
    /// <param name="patience">Epochs without a better loss that are let pass: zero or more.</param>
    /// <param name="threshold">By which share a loss must be below the best: zero or more.</param>
    /// <param name="cooldown">Epochs after a change that are not counted: zero or more.</param>
    /// <param name="least">The factor below which it does not go: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Schedule OnPlateau(double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double least = 0)
    {
        ArgumentGuard.Fraction(factor);
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        return new PlateauSchedule(ArgumentGuard.Positive(factor), patience, ArgumentGuard.NonNegative(threshold), cooldown, ArgumentGuard.NonNegative(least));
    }

    /// <summary>A function of one's own.</summary>
    /// <param name="factor">The factor of a step, which is counted from 0 over all epochs, with the number of steps of an epoch.</param>
    public static Schedule Function(Func<long, int, double> factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return new FunctionSchedule(factor);
    }

    /// <summary>The same schedule with steps where it says epochs: for a training that is as long as a number of steps.</summary>
    public Schedule InSteps() => this with { IsInSteps = true };

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
    /// <remarks>Of <see cref="OnPlateau"/> without its changes, which depend on how the training goes: those a trainer keeps.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or the schedule counts epochs and they have no steps.</exception>
    public double Factor(long step, int stepsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (CountsEpochs)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        }

        double factor = FactorAt(step, IsInSteps ? 1 : stepsPerEpoch);
        return step < WarmupSteps ? factor * (step + 1) / WarmupSteps : factor;
    }

    /// <summary>The schedule's own factor of a step, the rise of the warm-up left out.</summary>
    /// <param name="step">The step's number, from 0, counted over all epochs.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    protected abstract double FactorAt(long step, int stepsPerEpoch);
}
