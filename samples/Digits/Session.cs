using System;
using System.Globalization;
using System.IO;
using System.Threading;
using CnnGen;
using Samples;
using Spectre.Console;

namespace Digits;

/// <summary>The program from beginning to end: data, training, saving, loading, measuring, showing.</summary>
internal sealed class Session(Settings settings, CancellationToken cancellation) : ISession
{
    private const int MisreadShown = 6;

    /// <inheritdoc/>
    public string State { get; private set; } = "before training; nothing was saved";

    /// <inheritdoc/>
    public void Run()
    {
        IAnsiConsole console = Screen.Open();
        DigitData data = DigitData.Load(settings.Data, settings.Seed);

        cancellation.ThrowIfCancellationRequested();
        State = "while training; nothing was saved";

        ShowLayers(console);
        console.WriteLine();
        console.WriteLine(Invariant($"{data.Name}: {data.Train.Count:N0} digits to train on, {data.Validation.Count:N0} held out to validate with, {data.Test.Count:N0} to test with"));
        console.WriteLine();

        using LeNet5 network = LeNet5.Create(settings.Seed);
        TrainingReport report = Train(console, network, data);
        console.WriteLine(report.ToString().TrimEnd());
        console.WriteLine();

        string path = settings.Save ?? Path.Combine(Path.GetTempPath(), $"lenet5-{Environment.ProcessId}.safetensors");
        network.Save(path);
        State = settings.Save is null ? "after training; nothing was saved" : $"after training; the weights are in '{path}'";
        try
        {
            Show(console, path, data);
        }
        finally
        {
            if (settings.Save is null)
            {
                File.Delete(path);
            }
        }
    }

    private void ShowLayers(IAnsiConsole console)
    {
        if (settings.Layers)
        {
            // Past the console of Spectre: it would fold the table at the window's edge.
            Console.Write(LeNet5.Info);
        }
        else
        {
            console.Write(LayerTable.Of(LeNet5.Info));
        }
    }

    private TrainingReport Train(IAnsiConsole console, LeNet5 network, DigitData data)
    {
        Dataset train = settings.Augment ? data.Augmented : data.Train;
        using Trainer<LeNet5> trainer = new(network, new TrainerOptions
        {
            BatchSize = settings.Batch,
            Loss = Loss.SoftmaxCrossEntropy,
            Optimizer = new Adam(learningRate: 2e-3),
            Schedule = Schedule.Cosine(settings.Epochs).WithWarmup(steps: 100),
            Seed = settings.Seed,
            Threads = settings.Threads,
        });
        try
        {
            return TrainingScreen.Show(console, progress => trainer.Fit(train, data.Validation, settings.Epochs, progress, cancellation));
        }
        catch (OperationCanceledException) when (settings.Save is not null && trainer.StepCount > 0)
        {
            network.Save(settings.Save);
            State = Invariant($"in epoch {trainer.EpochCount} of {settings.Epochs}; the weights after {trainer.StepCount} steps are in '{settings.Save}'");
            throw;
        }
    }

    private void Show(IAnsiConsole console, string path, DigitData data)
    {
        // From here on only the file counts: what is measured is what would be shipped.
        using LeNet5 network = LeNet5.Load(path);
        console.WriteLine(Invariant($"saved and loaded {(settings.Save is null ? "a temporary file" : path)}, {new FileInfo(path).Length:N0} bytes"));
        console.WriteLine(Measurement.Take(network, data.Validation).ToString());
        console.WriteLine();

        Evaluation evaluation = Evaluator.Evaluate(network, data.Test, settings.Threads, cancellationToken: cancellation);
        console.WriteLine(Invariant($"test accuracy {evaluation.Accuracy:P2}: {evaluation.Correct:N0} of {evaluation.Samples:N0}"));
        console.Write(ConfusionTable.Of(evaluation));
        DigitArt.ShowMisread(console, data.Test, evaluation, MisreadShown);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
