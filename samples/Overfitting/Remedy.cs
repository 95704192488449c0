using System;
using System.Collections.Generic;
using CnnGen;
using CnnGen.Pictures;

namespace Overfitting;

/// <summary>Something that helps against overfitting, or shows it.</summary>
/// <param name="Name">The chart's file, without its ending.</param>
/// <param name="ShowsLoss">Whether the chart is of the loss; of the accuracy otherwise.</param>
/// <param name="Train">Trains the networks that stand beside the plain one in the chart.</param>
/// <param name="StandsAlone">Whether the plain network is left out, because the trainings are of other pictures.</param>
internal sealed record Remedy(string Name, bool ShowsLoss, Func<Study, IReadOnlyList<NamedReport>> Train, bool StandsAlone = false)
{
    /// <summary>All of them, in the lectures' order.</summary>
    public static IReadOnlyList<Remedy> All { get; } =
    [
        new("overfitting", true, static _ => []),
        new("more-data", false, static study => [new("five times the pictures", study.Train<Plain>(study.Data.More, study.Options))]),
        new("augmentation", false, static study => [new("augmented", study.Train<Plain>(Augmented(study.Data.Few), study.Options))]),
        new("smaller-network", false, static study => [new("smaller", study.Train<Small>(study.Data.Few, study.Options))]),
        new("weight-decay", true, static study =>
        [
            new("L2", study.Train<Plain>(study.Data.Few, study.Options with { Optimizer = Study.Decaying(l2: 1e-2, l1: 0) })),
            new("L1", study.Train<Plain>(study.Data.Few, study.Options with { Optimizer = Study.Decaying(l2: 0, l1: 5e-4) })),
        ]),
        new("dropout", true, static study => [new("dropout", study.Train<Dropped>(study.Data.Few, study.Options))]),
        new("batch-norm", false, static study => [new("batch normalisation", study.Train<Normalized>(study.Data.Few, study.Options))]),
        new("early-stopping", true, static study =>
            [new("stopped early", study.Train<Plain>(study.Data.Few, study.Options with { EarlyStopping = new EarlyStopping(patience: 4) }))]),
        new("label-smoothing", true, static study =>
        [
            new("smoothed", study.Train(study.Options with { Loss = Loss.SoftmaxCrossEntropy with { LabelSmoothing = 0.1 } }, static trainer => trainer.Network.Fork())),
        ]),
        new("mixup", false, static study => [new("mixup", study.Train<Plain>(study.Data.Few, study.Options with { Mixing = Mixing.Mixup(1) }))]),
        new("weight-average", false, static study => [new("averaged", study.Train(study.Options with { Average = WeightAverage.Exponential(0.99) }, static trainer => trainer.CreateAveraged()))]),
        new("transfer", false, Transfer, StandsAlone: true),
    ];

    private static Dataset Augmented(Dataset data) => data.Transform(Transforms.RandomCrop(32, 32, padding: 4), Transforms.RandomHorizontalFlip());

    private static IReadOnlyList<NamedReport> Transfer(Study study)
    {
        Dataset train = StudyData.Half(study.Data.Few, upper: true);
        Dataset validation = StudyData.Half(study.Data.Validation, upper: true);
        using FiveKinds untrained = FiveKinds.Create(study.Settings.Seed);
        return
        [
            new NamedReport("from scratch", study.Train(untrained, train, validation, study.Options)),
            new NamedReport("transferred", study.TrainTransferred(train, validation)),
        ];
    }
}
