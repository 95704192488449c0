using System;
using System.Collections.Generic;
using System.Threading;
using CnnGen;

namespace Overfitting;

/// <summary>Trains networks that differ from the plain one in a remedy each.</summary>
/// <param name="Data">The pictures.</param>
/// <param name="Settings">What the command line says.</param>
/// <param name="Cancellation">Ends a training.</param>
internal sealed record Study(StudyData Data, Settings Settings, CancellationToken Cancellation)
{
    private const int BatchSize = 32;
    private const double Momentum = 0.9;

    /// <summary>The rate of all trainings, which stays: so the curves show what comes of going on.</summary>
    public const double Rate = 0.01;

    /// <summary>How the plain network is trained. A remedy changes one of these.</summary>
    public TrainerOptions Options => new()
    {
        BatchSize = BatchSize,
        Optimizer = new Sgd(Rate, Momentum, nesterov: true),
        Seed = Settings.Seed,
        Threads = Settings.Threads,
    };

    /// <summary>An optimizer that makes weights small, and is otherwise the plain one.</summary>
    public static Sgd Decaying(double l2, double l1) => new(Rate, Momentum, nesterov: true, weightDecay: l2) { L1 = l1 };

    /// <summary>Trains a new network.</summary>
    public TrainingReport Train<T>(Dataset train, TrainerOptions options)
        where T : class, ITrainableNetwork<T>
    {
        using T network = T.Create(Settings.Seed);
        return Train(network, train, Data.Validation, options);
    }

    /// <summary>Trains a network.</summary>
    public TrainingReport Train<T>(T network, Dataset train, Dataset validation, TrainerOptions options)
        where T : class, ITrainableNetwork<T>
    {
        using Trainer<T> trainer = new(network, options);
        return trainer.Fit(train, validation, Settings.Epochs, cancellationToken: Cancellation);
    }

    /// <summary>Trains the plain network, and looks after each epoch at what another one made of it recognises, by the plain loss.</summary>
    /// <param name="options">How it is trained.</param>
    /// <param name="lookAt">Makes the other one: with the average of the weights, or a fork.</param>
    public TrainingReport Train(TrainerOptions options, Func<Trainer<Plain>, Plain> lookAt)
    {
        List<EpochReport> epochs = [];
        Trainer<Plain>? trainer = null;
        using Plain network = Plain.Create(Settings.Seed);
        using (trainer = new Trainer<Plain>(network, options with { OnEpoch = Look }))
        {
            TrainingReport report = trainer.Fit(Data.Few, null, Settings.Epochs, cancellationToken: Cancellation);
            return report with { Epochs = epochs };
        }

        void Look(EpochReport epoch)
        {
            using Plain other = lookAt(trainer!);
            Evaluation evaluation = Evaluator.Evaluate(other, Data.Validation, Settings.Threads, cancellationToken: Cancellation);
            epochs.Add(epoch with { ValidationLoss = evaluation.Loss, ValidationAccuracy = evaluation.Accuracy });
        }
    }

    /// <summary>Trains on the upper half of the kinds: a network that knows the lower half, under a new head.</summary>
    public TrainingReport TrainTransferred(Dataset train, Dataset validation)
    {
        using FiveKinds other = FiveKinds.Create(Settings.Seed);
        Train(other, StudyData.Half(Data.More, upper: false), StudyData.Half(Data.Validation, upper: false), Options);
        using FiveKinds network = FiveKinds.Create(Settings.Seed);
        foreach (Parameter parameter in network.Parameters)
        {
            if (!parameter.Name.StartsWith("head.", StringComparison.Ordinal))
            {
                parameter.Value = other.Parameters[parameter.Name].Value;
            }
        }

        return Train(network, train, validation, Options);
    }
}
