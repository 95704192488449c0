using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;

namespace Objects;

/// <summary>How a network is trained: what differs from one to the other.</summary>
/// <param name="Name">What the command line calls the network.</param>
/// <param name="Rate">The highest learning rate, for the usual batch size.</param>
/// <param name="WeightDecay">L2 by weights; biases and normalisations have none.</param>
/// <param name="Padding">By how many pixels a training picture is moved at most, each way.</param>
/// <param name="Schedule">The rate's course over so many epochs.</param>
internal sealed record Recipe(string Name, double Rate, double WeightDecay, int Padding, Func<int, Schedule> Schedule)
{
    private const double Momentum = 0.9;

    /// <summary>Few weights: what would keep more of them from learning by heart would keep these from learning.</summary>
    public static Recipe ConvNetJs { get; } = new("convnetjs", 0.05, 5e-4, 2, epochs => CnnGen.Schedule.Cosine(epochs).WithWarmup(steps: 300));

    /// <summary>Normalised throughout: a high rate in the middle, Smith and Topin 2019, "Super-Convergence".</summary>
    public static Recipe ResNet20 { get; } = new("resnet20", 0.2, 5e-4, 4, epochs => CnnGen.Schedule.OneCycle(epochs));

    /// <summary>The networks' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. new[] { ConvNetJs, ResNet20 }.Select(recipe => recipe.Name)];

    /// <summary>How a training picture is varied, differently each time; the colours' scale comes behind.</summary>
    public ImageTransform Variation { get; } = Transforms.Compose(Transforms.RandomCrop(PictureSet.Side, PictureSet.Side, Padding), Transforms.RandomHorizontalFlip());

    /// <summary>The trainer's options.</summary>
    public TrainerOptions Options(Settings settings) => new()
    {
        BatchSize = settings.Batch,
        Loss = Loss.SoftmaxCrossEntropy,
        Optimizer = new Sgd(settings.Rate ?? Rate, Momentum, nesterov: true, WeightDecay),
        ParameterGroups = [ParameterGroup.BiasesAndNorms with { WeightDecay = 0 }],
        Schedule = Schedule(settings.Epochs),
        Checkpoints = settings.Checkpoint is { } path ? new CheckpointOptions(path) { Resume = true } : null,
        Seed = settings.Seed,
        Threads = settings.Threads,
    };
}
