using System;
using System.Globalization;
using CnnGen;
using Spectre.Console;

namespace Samples;

/// <summary>Shows a training under way: a bar that moves, or a line an epoch where the output is not a terminal.</summary>
public static class TrainingScreen
{
    // With the text beside it a line of 80 columns.
    private const int BarWidth = 10;

    public static TrainingReport Show(IAnsiConsole console, Func<IProgress<TrainingProgress>, TrainingReport> train) =>
        console.Profile.Capabilities.Interactive ? ShowBar(console, train) : train(new Lines(console));

    private static TrainingReport ShowBar(IAnsiConsole console, Func<IProgress<TrainingProgress>, TrainingReport> train) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, new PercentageColumn())
        .Start(context => train(new Bar(context.AddTask("training"))));

    private static string Describe(in TrainingProgress progress)
    {
        string text = FormattableString.Invariant(
            $"epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:F4}  accuracy {progress.Accuracy:P2}");
        return progress.ValidationAccuracy is { } accuracy
            ? text + FormattableString.Invariant($"  validation {accuracy:P2}")
            : text + $"  left {progress.Remaining.ToString(@"m\:ss", CultureInfo.InvariantCulture)}";
    }

    private sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.MaxValue = (double)value.Epochs * value.StepsPerEpoch;
            task.Value = ((value.Epoch - 1.0) * value.StepsPerEpoch) + value.Step;
            task.Description = Describe(value);
        }
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.IsEpochEnd)
            {
                console.WriteLine(Describe(value));
            }
        }
    }
}
