using System;
using System.Globalization;
using System.Linq;
using CnnGen;
using CnnGen.Pictures;

namespace Overfitting;

/// <summary>What a training came to, as a line of a table.</summary>
internal static class RunLine
{
    /// <summary>The headings.</summary>
    public static string Head { get; } = Line("training", "epochs", "loss", "accuracy", "val. loss", "accuracy", "lowest", "in epoch");

    /// <summary>The last epoch's numbers, and the epoch whose validation loss is the lowest.</summary>
    public static string Of(NamedReport run)
    {
        EpochReport last = run.Report.Epochs[^1];
        EpochReport best = run.Report.Epochs.MinBy(static epoch => epoch.ValidationLoss)!;
        return Line(
            run.Name,
            Text($"{last.Epoch}"),
            Text($"{last.TrainLoss:F3}"),
            Text($"{last.TrainAccuracy:P1}"),
            Text($"{last.ValidationLoss:F3}"),
            Text($"{last.ValidationAccuracy:P1}"),
            Text($"{best.ValidationLoss:F3}"),
            Text($"{best.Epoch}"));
    }

    private static string Line(string name, string epochs, string loss, string accuracy, string validationLoss, string validationAccuracy, string lowest, string epoch) =>
        $"{name,-24} {epochs,6} {loss,6} {accuracy,8} {validationLoss,9} {validationAccuracy,8} {lowest,6} {epoch,8}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
