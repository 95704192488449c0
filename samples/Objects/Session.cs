using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using CnnGen;
using Samples;
using Spectre.Console;

namespace Objects;

/// <summary>The program from beginning to end: data, training, saving, and the test.</summary>
/// <typeparam name="T">The network.</typeparam>
/// <param name="recipe">How it is trained.</param>
/// <param name="settings">What the command line says.</param>
/// <param name="warn">Told what goes wrong without ending the training.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class Session<T>(Recipe recipe, Settings settings, Action<string> warn, CancellationToken cancellation) : ISession
    where T : class, ITrainableNetwork<T>
{
    /// <inheritdoc/>
    public string State { get; private set; } = "before training; nothing was saved";

    /// <inheritdoc/>
    public void Run()
    {
        IAnsiConsole console = Screen.Open();
        console.WriteLine(Invariant($"{recipe.Name}: {T.ParameterCount:N0} parameters, {T.MultiplyAdds:N0} multiply-adds a picture"));
        ObjectData data = ObjectData.Load(settings);
        cancellation.ThrowIfCancellationRequested();
        console.WriteLine(Invariant($"{data.Name}: {data.Train.Count:N0} pictures to train on, {data.Validation.Count:N0} held out to validate with, {data.Test.Count:N0} to test with"));
        console.WriteLine();

        State = "while training; nothing was saved";
        ChannelStatistics statistics = ChannelStatistics.Compute(data.Train);
        using T network = T.Create(settings.Seed);
        TrainingReport report = Train(console, network, data, statistics);
        console.WriteLine(report.ToString().TrimEnd());
        console.WriteLine();

        State = "after training; nothing was saved";
        if (settings.Save is not null)
        {
            Save(network, statistics);
            State = $"after training; the weights are in '{settings.Save}'";
        }

        Test(console, network, data, statistics);
    }

    private TrainingReport Train(IAnsiConsole console, T network, ObjectData data, ChannelStatistics statistics)
    {
        ImageTransform normalize = Transforms.Normalize(statistics);
        using TrainingLog? log = settings.Log is { } path ? new CsvLog(path) : null;
        using Trainer<T> trainer = new(network, recipe.Options(settings) with { Logs = log is null ? [] : [log], OnWarning = warn });
        try
        {
            return TrainingScreen.Show(console, progress => trainer.Fit(
                data.Train.Transform(recipe.Variation, normalize), data.Validation.Transform(normalize), settings.Epochs, progress, cancellation));
        }
        catch (OperationCanceledException) when (trainer.StepCount > 0)
        {
            State = Stopped(trainer);
            if (settings.Save is not null)
            {
                Save(network, statistics);
            }

            throw;
        }
        catch (ArgumentException exception) when (settings.Checkpoint is not null)
        {
            // The checkpoint is of a training on another number of pictures; all else was checked before.
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    /// <summary>The weights, and beside them what makes a picture's colours what they were trained on.</summary>
    private void Save(T network, ChannelStatistics statistics)
    {
        network.Save(settings.Save!);
        statistics.AddTo(settings.Save!);
    }

    private string Stopped(Trainer<T> trainer)
    {
        List<string> kept = [];
        if (settings.Save is not null)
        {
            kept.Add(Invariant($"the weights after {trainer.StepCount} steps are in '{settings.Save}'"));
        }

        if (settings.Checkpoint is not null)
        {
            kept.Add($"the same command goes on from '{settings.Checkpoint}'");
        }

        return Invariant($"in epoch {trainer.EpochCount} of {settings.Epochs}; {(kept.Count > 0 ? string.Join(", and ", kept) : "nothing was saved")}");
    }

    private void Test(IAnsiConsole console, T network, ObjectData data, ChannelStatistics statistics)
    {
        Evaluation evaluation = Evaluator.Evaluate(network, data.Test.Transform(Transforms.Normalize(statistics)), settings.Threads, cancellationToken: cancellation);
        console.WriteLine(Invariant($"test accuracy {evaluation.Accuracy:P2}: {evaluation.Correct:N0} of {evaluation.Samples:N0}"));
        console.WriteLine(evaluation.ToTable(data.Kinds));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
