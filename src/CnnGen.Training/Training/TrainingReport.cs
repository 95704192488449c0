using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CnnGen;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Its number in the call of Fit, from 1.</param>
/// <param name="TrainLoss">The mean loss of a sample, each taken when it was trained on.</param>
/// <param name="TrainAccuracy">The share of labels that were predicted when they were trained on, in [0, 1]; NaN where targets are numbers.</param>
/// <param name="ValidationLoss">The mean loss on the validation set, if there is one.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation set, in [0, 1], if there is one.</param>
/// <param name="Seconds">The time it took, its validation included.</param>
public sealed record EpochReport(
    int Epoch, double TrainLoss, double TrainAccuracy, double? ValidationLoss, double? ValidationAccuracy, double Seconds);

/// <summary>What a call of Fit came to.</summary>
/// <param name="Epochs">Its epochs; those before a checkpoint from which it went on are among them.</param>
/// <param name="Steps">The steps of all of them.</param>
/// <param name="Elapsed">The time from beginning to end; of a training that went on from a checkpoint, since then.</param>
public sealed record TrainingReport(IReadOnlyList<EpochReport> Epochs, long Steps, TimeSpan Elapsed)
{
    /// <summary>The epoch with the best validation, from 1, where <see cref="TrainerOptions.EarlyStopping"/> looked for it; null elsewhere.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Whether it ended before its last epoch, because it did not become better any more.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>What went wrong without ending the training.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A table with a line an epoch.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Line(text, "epoch", "loss", "accuracy", "validation loss", "validation accuracy", "seconds");
        foreach (EpochReport epoch in Epochs)
        {
            Line(
                text,
                epoch.Epoch.ToString(CultureInfo.InvariantCulture),
                Loss(epoch.TrainLoss),
                Percent(epoch.TrainAccuracy),
                Loss(epoch.ValidationLoss),
                Percent(epoch.ValidationAccuracy),
                epoch.Seconds.ToString("F2", CultureInfo.InvariantCulture));
        }

        string best = BestEpoch is { } epochs ? $"; best epoch {epochs}{(StoppedEarly ? ", stopped early" : "")}" : "";
        text.Append(CultureInfo.InvariantCulture, $"{Steps} steps in {Elapsed.TotalSeconds:F2} s{best}");
        foreach (string warning in Warnings)
        {
            text.Append("\nwarning: ").Append(warning);
        }

        return text.ToString();
    }

    private static void Line(
        StringBuilder text, string epoch, string loss, string accuracy, string validationLoss, string validationAccuracy, string seconds) =>
        text.Append($"{epoch,5}  {loss,8}  {accuracy,8}  {validationLoss,15}  {validationAccuracy,19}  {seconds,8}\n");

    private static string Loss(double? loss) => loss?.ToString("F4", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? share) => share is { } known && !double.IsNaN(known) ? string.Create(CultureInfo.InvariantCulture, $"{100 * known:F2} %") : "-";
}
