using System;
using System.Threading;
using CnnGen;

namespace Transfer;

/// <summary>Gives a trained body a new head, in the steps that there are. The network is the caller's.</summary>
/// <typeparam name="T">The network.</typeparam>
/// <typeparam name="THead">Its head, for features that are computed once.</typeparam>
/// <param name="recipe">What differs between networks.</param>
/// <param name="settings">What the command line says.</param>
/// <param name="cancellation">Ends a training.</param>
internal sealed class Learner<T, THead>(Recipe recipe, Settings settings, CancellationToken cancellation)
    where T : class, ITrainableNetwork<T>, IBody
    where THead : class, ITrainableNetwork<THead>
{
    private const int FormerEpochs = 10;
    private const double Rate = 2e-3;
    private const double Decay = 1e-2;

    // What the body knows is of many more pictures than these: it moves a tenth as far as the head.
    private const double TuningRate = 0.01;
    private const double BodyFactor = 0.1;
    private const double Momentum = 0.9;

    /// <summary>A network whose head is for some kinds.</summary>
    public T Create(int kinds)
    {
        T network = T.Create(settings.Seed);
        network.Threads = settings.Threads;
        Head.Close(network.Parameters, kinds);
        return network;
    }

    /// <summary>Trains a network on other kinds of pictures, so that its body knows how to look at any.</summary>
    public TrainingReport Pretrain(T network, Dataset former, ChannelStatistics statistics, IProgress<TrainingProgress>? progress)
    {
        using Trainer<T> trainer = new(network, Options(FormerEpochs) with { EarlyStopping = null });
        return trainer.Fit(former.Transform(recipe.Vary(statistics)), null, FormerEpochs, progress, cancellation);
    }

    /// <summary>Trains a head on the features of a body that stays as it is.</summary>
    public TrainingReport TrainHead(T network, TransferData data, ChannelStatistics statistics)
    {
        Dataset train = Features.Of(network, data.Train.Transform(recipe.Prepare(statistics)), THead.InputLength, cancellation);
        Dataset validation = Features.Of(network, data.Validation.Transform(recipe.Prepare(statistics)), THead.InputLength, cancellation);
        using THead head = THead.Create(settings.Seed);
        Head.Close(head.Parameters, data.Kinds.Count);
        using Trainer<THead> trainer = new(head, Options(settings.Epochs));
        TrainingReport report = trainer.Fit(train, validation, settings.Epochs, null, cancellation);
        Head.Copy(head.Parameters, network.Parameters);
        return report;
    }

    /// <summary>Trains the head, and what is not frozen of the body, at a lower rate.</summary>
    public TrainingReport Tune(T network, TransferData data, ChannelStatistics statistics, IProgress<TrainingProgress>? progress)
    {
        using Trainer<T> trainer = new(network, Options(settings.TuningEpochs) with
        {
            Optimizer = new Sgd(TuningRate, Momentum, nesterov: true),
            Mode = GraphMode.Evaluation,
            ParameterGroups =
            [
                new ParameterGroup(parameter => Stages.IsFrozen(settings.Unfreeze, parameter.Name)) { Frozen = true },
                new ParameterGroup(static parameter => !Head.Has(parameter.Name)) { LearningRateFactor = BodyFactor },
            ],
        });
        return trainer.Fit(data.Train.Transform(recipe.Vary(statistics)), data.Validation.Transform(recipe.Prepare(statistics)), settings.TuningEpochs, progress, cancellation);
    }

    /// <summary>Trains a new network on the same pictures: what there would be without the body. Its loss rises long before its accuracy falls, so its last epoch counts.</summary>
    public TrainingReport TrainFromScratch(T network, TransferData data, ChannelStatistics statistics)
    {
        using Trainer<T> trainer = new(network, Options(settings.Epochs) with { EarlyStopping = null });
        return trainer.Fit(data.Train.Transform(recipe.Vary(statistics)), data.Validation.Transform(recipe.Prepare(statistics)), settings.Epochs, null, cancellation);
    }

    /// <summary>Looks at the test pictures.</summary>
    public Evaluation Test(T network, TransferData data, ChannelStatistics statistics) =>
        Evaluator.Evaluate(network, data.Test.Transform(recipe.Prepare(statistics)), settings.Threads, cancellationToken: cancellation);

    /// <summary>How a training goes: the epoch with the lowest loss on the validation pictures is the one that counts.</summary>
    private TrainerOptions Options(int epochs) => new()
    {
        BatchSize = settings.Batch,
        Optimizer = new AdamW(Rate, weightDecay: Decay),
        ParameterGroups = [ParameterGroup.BiasesAndNorms with { WeightDecay = 0 }],
        Schedule = Schedule.Cosine(epochs),
        EarlyStopping = new EarlyStopping(patience: epochs),
        Seed = settings.Seed,
        Threads = settings.Threads,
    };
}
