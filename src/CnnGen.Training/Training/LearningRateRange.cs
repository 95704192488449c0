using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading;

namespace CnnGen;

/// <summary>What a range test of learning rates found: Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3.</summary>
/// <remarks>The rate rises from step to step, each by the same factor, until the loss is far above its best; the network is left as it was.</remarks>
public sealed class LearningRateRange
{
    // As in fast.ai's finder: the last losses' running mean, and four times the best one for the end.
    private const double Smoothing = 0.9;
    private const double Explosion = 4;
    private const int SkippedShare = 8;

    private LearningRateRange(IReadOnlyList<LearningRatePoint> points) => Points = points;

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <summary>The rate at which the smoothed loss fell fastest against the logarithm of the rate: one to train with. NaN where there are not three points.</summary>
    public double Steepest
    {
        get
        {
            double rate = double.NaN;
            double steepest = double.PositiveInfinity;

            // The first means are of a few batches, and their differences are the batches'.
            for (int i = Math.Max(1, Points.Count / SkippedShare); i < Points.Count - 1; i++)
            {
                double slope = Points[i + 1].SmoothedLoss - Points[i - 1].SmoothedLoss;
                if (slope < steepest)
                {
                    (rate, steepest) = (Points[i].LearningRate, slope);
                }
            }

            return rate;
        }
    }

    /// <summary>The rate at which the smoothed loss was lowest: one that is already too high to train with for long. NaN where there is no point.</summary>
    public double Lowest
    {
        get
        {
            LearningRatePoint lowest = new(double.NaN, double.NaN, double.PositiveInfinity);
            foreach (LearningRatePoint point in Points)
            {
                lowest = point.SmoothedLoss < lowest.SmoothedLoss ? point : lowest;
            }

            return lowest.LearningRate;
        }
    }

    /// <summary>Trains for some steps with rising rates, and puts the network's weights back.</summary>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="options">How it would be trained; schedule, checkpoints, early stopping and callbacks are left out.</param>
    /// <param name="train">The samples.</param>
    /// <param name="from">The first rate: above zero.</param>
    /// <param name="to">The last rate: above the first.</param>
    /// <param name="steps">The number of steps: at least 2.</param>
    /// <param name="cancellationToken">Ends the test early.</param>
    /// <exception cref="ArgumentException">The dataset is not one for the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or the optimizer's own rate is zero.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the network is as it was.</exception>
    public static LearningRateRange Test<T>(
        T network, TrainerOptions options, Dataset train, double from = 1e-6, double to = 10, int steps = 100, CancellationToken cancellationToken = default)
        where T : class, ITrainableNetwork<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentGuard.Positive(from);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ArgumentGuard.Positive(to), from, nameof(to));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        double usual = ArgumentGuard.Positive(options.Optimizer.LearningRate, nameof(options));

        List<LearningRatePoint> points = [];
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TrainerOptions rising = options with
        {
            Schedule = Schedule.Function((step, _) => from * Math.Pow(to / from, step / (steps - 1.0)) / usual),
            Checkpoints = null,
            EarlyStopping = null,
            Average = null,
            OnEpoch = null,
            OnStep = progress => Add(points, progress, source),
        };
        using SavedWeights saved = new(network.Parameters);
        using Trainer<T> trainer = new(network, rising);
        try
        {
            trainer.FitSteps(train, null, steps, progress: null, source.Token);
        }
        catch (NotFiniteNumberException)
        {
            // That is where the range ends.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        return new LearningRateRange(points);
    }

    /// <summary>A line a step, and the two rates.</summary>
    public override string ToString()
    {
        StringBuilder text = new("learning rate      loss  smoothed\n");
        foreach (LearningRatePoint point in Points)
        {
            text.Append(CultureInfo.InvariantCulture, $"{point.LearningRate,13:G4}  {point.Loss,8:F4}  {point.SmoothedLoss,8:F4}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"falls fastest at {Steepest:G3}, is lowest at {Lowest:G3}").ToString();
    }

    private static void Add(List<LearningRatePoint> points, in TrainingProgress progress, CancellationTokenSource source)
    {
        // The running mean is divided by what its weights add up to, so that the first steps do not count too little.
        double kept = points.Count == 0 ? 0 : points[^1].SmoothedLoss * (1 - Math.Pow(Smoothing, points.Count));
        double smoothed = ((Smoothing * kept) + ((1 - Smoothing) * progress.StepLoss)) / (1 - Math.Pow(Smoothing, points.Count + 1));
        double best = smoothed;
        foreach (LearningRatePoint point in points)
        {
            best = Math.Min(best, point.SmoothedLoss);
        }

        points.Add(new LearningRatePoint(progress.LearningRate, progress.StepLoss, smoothed));
        if (smoothed > Explosion * best)
        {
            source.Cancel();
        }
    }
}

/// <summary>One step of a range test.</summary>
/// <param name="LearningRate">Its rate.</param>
/// <param name="Loss">The mean loss of its samples, before it.</param>
/// <param name="SmoothedLoss">The running mean of the losses so far.</param>
public readonly record struct LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);
