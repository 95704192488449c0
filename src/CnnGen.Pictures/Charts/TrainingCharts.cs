using System;
using System.Collections.Generic;
using System.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CnnGen.Pictures;

/// <summary>Curves of a training.</summary>
public static class TrainingCharts
{
    private static readonly OxyColor TrainColor = OxyColor.FromRgb(31, 119, 180);
    private static readonly OxyColor ValidationColor = OxyColor.FromRgb(255, 127, 14);

    /// <summary>The loss over the epochs: while training and, where there is one, on the validation set.</summary>
    /// <param name="report">What Fit gave.</param>
    public static Chart Loss(TrainingReport report) => Loss(EntriesOf(report));

    /// <summary>The loss over the epochs: while training and, where there is one, on the validation set.</summary>
    /// <param name="log">A log's entries: those of <see cref="CsvLog.Read"/>.</param>
    public static Chart Loss(IReadOnlyList<TrainingLogEntry> log) => OverEpochs("loss", log, static entry => entry.Loss, static entry => entry.ValidationLoss);

    /// <summary>The accuracy over the epochs: while training and, where there is one, on the validation set.</summary>
    /// <param name="report">What Fit gave.</param>
    public static Chart Accuracy(TrainingReport report) => Accuracy(EntriesOf(report));

    /// <summary>The accuracy over the epochs: while training and, where there is one, on the validation set.</summary>
    /// <param name="log">A log's entries: those of <see cref="CsvLog.Read"/>.</param>
    public static Chart Accuracy(IReadOnlyList<TrainingLogEntry> log) =>
        OverEpochs("accuracy", log, static entry => entry.Accuracy, static entry => entry.ValidationAccuracy);

    /// <summary>The learning rate over the steps.</summary>
    /// <param name="log">A log's entries: those of <see cref="CsvLog.Read"/>.</param>
    public static Chart LearningRate(IReadOnlyList<TrainingLogEntry> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        PlotModel model = CreateModel("learning rate", "step");
        model.Series.Add(Line(null, TrainColor, log.Select(static entry => new DataPoint(entry.Step, Finite(entry.LearningRate)))));
        return new Chart(model);
    }

    private static Chart OverEpochs(
        string title, IReadOnlyList<TrainingLogEntry> log, Func<TrainingLogEntry, double> train, Func<TrainingLogEntry, double?> validation)
    {
        ArgumentNullException.ThrowIfNull(log);
        TrainingLogEntry[] epochs = [.. log.Where(static entry => entry.IsEpochEnd)];
        PlotModel model = CreateModel(title, "epoch");
        model.Series.Add(Line("training", TrainColor, epochs.Select(entry => new DataPoint(entry.Epoch, Finite(train(entry))))));
        if (epochs.Any(entry => validation(entry) is not null))
        {
            model.Series.Add(Line("validation", ValidationColor, epochs.Select(entry => new DataPoint(entry.Epoch, Finite(validation(entry))))));
        }

        return new Chart(model);
    }

    private static PlotModel CreateModel(string title, string over)
    {
        PlotModel model = Chart.CreateModel(title);
        LinearAxis across = Chart.CreateAxis(AxisPosition.Bottom, over);
        across.MinimumMajorStep = 1;
        across.MinimumMinorStep = 1;
        model.Axes.Add(across);
        model.Axes.Add(Chart.CreateAxis(AxisPosition.Left, title));
        return model;
    }

    private static LineSeries Line(string? title, OxyColor color, IEnumerable<DataPoint> points)
    {
        LineSeries line = new() { Title = title, Color = color, MarkerFill = color, MarkerSize = 2.5, MarkerType = MarkerType.Circle };
        line.Points.AddRange(points);

        // Circles on a curve of thousands of steps are a thick line.
        line.MarkerType = line.Points.Count > 100 ? MarkerType.None : line.MarkerType;
        return line;
    }

    /// <summary>A gap in the curve where there is no number, or one that no axis reaches.</summary>
    private static double Finite(double? value) => value is { } number && double.IsFinite(number) ? number : double.NaN;

    private static TrainingLogEntry[] EntriesOf(TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Epochs.Select(static epoch => new TrainingLogEntry(
                IsEpochEnd: true, epoch.Epoch, Step: 0, epoch.TrainLoss, epoch.TrainAccuracy, double.NaN, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.Seconds)),
        ];
    }
}
