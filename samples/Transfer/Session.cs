using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using CnnGen;
using Samples;
using Spectre.Console;

namespace Transfer;

/// <summary>The program from beginning to end: a trained body, a head for new kinds, the test, and what there would be without the body.</summary>
/// <typeparam name="T">The network.</typeparam>
/// <typeparam name="THead">Its head.</typeparam>
/// <param name="recipe">What differs between networks.</param>
/// <param name="settings">What the command line says.</param>
/// <param name="warn">Told what goes wrong without ending the program.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class Session<T, THead>(Recipe recipe, Settings settings, Action<string> warn, CancellationToken cancellation) : ISession
    where T : class, ITrainableNetwork<T>, IBody
    where THead : class, ITrainableNetwork<THead>
{
    private readonly IAnsiConsole _console = Screen.Open();
    private readonly Learner<T, THead> _learner = new(recipe, settings, cancellation);

    /// <inheritdoc/>
    public string State { get; private set; } = "before training; nothing was saved";

    /// <inheritdoc/>
    public void Run()
    {
        TransferData data = TransferData.Load(settings, recipe.ReadSide, warn);
        Write($"{data.Name}: {data.Kinds.Count} kinds, {data.Train.Count:N0} pictures to train on, {data.Validation.Count:N0} to validate with, {data.Test.Count:N0} to test with");
        State = "while training; nothing was saved";
        (T network, ChannelStatistics statistics) = CreateWithBody(data.Kinds.Count);
        using (network)
        {
            Train(network, data, statistics);
            SavedModel model = new(recipe.Name, data.Kinds, statistics);
            Save(network, model);
            Evaluation evaluation = _learner.Test(network, data, statistics);
            Write($"test accuracy {evaluation.Accuracy:P1}: {evaluation.Correct:N0} of {evaluation.Samples:N0}");
            _console.Write(ConfusionTable.Of(evaluation, data.Kinds));
            Classification.Show(_console, network, recipe, model, settings.Images, cancellation);
        }

        if (settings.Compares)
        {
            TrainFromScratch(data);
        }
    }

    /// <summary>A network with a body from a checkpoint, or one that has seen shapes.</summary>
    private (T Network, ChannelStatistics Statistics) CreateWithBody(int kinds)
    {
        if (settings.Weights is null)
        {
            int shapes = settings.Data is null ? TransferData.FormerShapes : Shapes.Kinds.Count;
            Write($"{recipe.Name}, {T.ParameterCount:N0} parameters: its body learns {shapes} kinds of shapes first");
            Dataset former = TransferData.MakeFormer(shapes, settings.Seed);
            ChannelStatistics statistics = ChannelStatistics.Compute(former);
            T trained = _learner.Create(shapes);
            TrainingScreen.Show(_console, progress => _learner.Pretrain(trained, former, statistics, progress));
            return (trained, statistics);
        }

        T network = _learner.Create(kinds);
        LoadReport report = network.Parameters.Load(settings.Weights, new LoadOptions { MayDiffer = Head.Has, MayBeMissing = Head.MayBeMissing });
        Write($"{recipe.Name}, {T.ParameterCount:N0} parameters, from '{settings.Weights}': {report}");
        return (network, Recipe.ImageNet);
    }

    private void Train(T network, TransferData data, ChannelStatistics statistics)
    {
        EpochReport headAlone = Report("head", () => _learner.TrainHead(network, data, statistics));
        if (settings.Unfreeze == Stages.None)
        {
            return;
        }

        float[][] before = [.. network.Parameters.Select(static parameter => parameter.Value.ToArray())];
        EpochReport tuned = Report($"{settings.Unfreeze} too", () => TrainingScreen.Show(_console, progress => _learner.Tune(network, data, statistics, progress)));
        if (tuned.ValidationLoss > headAlone.ValidationLoss)
        {
            _console.WriteLine("which is worse than with the head alone: that is kept");
            foreach ((Parameter parameter, float[] value) in network.Parameters.Zip(before))
            {
                parameter.Value = value;
            }
        }
    }

    private void TrainFromScratch(TransferData data)
    {
        using T network = _learner.Create(data.Kinds.Count);
        ChannelStatistics statistics = ChannelStatistics.Compute(data.Train);
        Report("from scratch", () => _learner.TrainFromScratch(network, data, statistics));
        Write($"test accuracy from scratch {_learner.Test(network, data, statistics).Accuracy:P1}");
    }

    private void Save(T network, SavedModel model)
    {
        State = "after training; nothing was saved";
        if (settings.Save is { } path)
        {
            model.Save(network.Parameters, path);
            State = $"after training; the network is in '{path}'";
        }
    }

    /// <summary>Runs a training and says what came of it.</summary>
    /// <returns>The epoch whose weights the network has.</returns>
    private EpochReport Report(string what, Func<TrainingReport> train)
    {
        Stopwatch watch = Stopwatch.StartNew();
        TrainingReport report = train();
        EpochReport kept = report.Epochs[(report.BestEpoch ?? report.Epochs.Count) - 1];
        Write($"{what}: validation loss {kept.ValidationLoss:F3}, accuracy {kept.ValidationAccuracy:P1} after epoch {kept.Epoch} of {report.Epochs.Count}; {watch.Elapsed.TotalSeconds:F1} s");
        return kept;
    }

    private void Write(FormattableString text) => _console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
