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

    // Of trainings side by side; where there are more they begin anew.
    private static readonly OxyColor[] Colors =
    [
        TrainColor, ValidationColor, OxyColor.FromRgb(44, 160, 44), OxyColor.FromRgb(214, 39, 40), OxyColor.FromRgb(148, 103, 189), OxyColor.FromRgb(140, 86, 75),
    ];

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

    /// <summary>The losses of several trainings over the epochs, a colour each: dashed while training, solid on the validation set.</summary>
    /// <param name="runs">What Fit gave for each, and their names.</param>
    public static Chart CompareLoss(params IReadOnlyList<NamedReport> runs) => Compare("loss", runs, static entry => entry.Loss, static entry => entry.ValidationLoss);

    /// <summary>The accuracies of several trainings over the epochs, a colour each: dashed while training, solid on the validation set.</summary>
    /// <param name="runs">What Fit gave for each, and their names.</param>
    public static Chart CompareAccuracy(params IReadOnlyList<NamedReport> runs) =>
        Compare("accuracy", runs, static entry => entry.Accuracy, static entry => entry.ValidationAccuracy);

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
        PlotModel model = CreateModel(title, "epoch");
        Add(model, "training", TrainColor, log, entry => train(entry));
        Add(model, "validation", ValidationColor, log, validation);
        return new Chart(model);
    }

    private static Chart Compare(
        string title, IReadOnlyList<NamedReport> runs, Func<TrainingLogEntry, double> train, Func<TrainingLogEntry, double?> validation)
    {
        ArgumentNullException.ThrowIfNull(runs);
        PlotModel model = CreateModel(title, "epoch");
        foreach ((int index, NamedReport run) in runs.Index())
        {
            OxyColor color = Colors[index % Colors.Length];
            TrainingLogEntry[] log = EntriesOf(run.Report);
            Add(model, $"{run.Name}, validation", color, log, validation);
            Add(model, $"{run.Name}, training", color, log, entry => train(entry), LineStyle.Dash);
        }

        // Without circles, which would hide how many curves cross.
        foreach (LineSeries line in model.Series.OfType<LineSeries>())
        {
            line.MarkerType = MarkerType.None;
        }

        return new Chart(model);
    }

    /// <summary>Adds a curve over the ends of epochs, if there is a number in one.</summary>
    private static void Add(
        PlotModel model, string title, OxyColor color, IReadOnlyList<TrainingLogEntry> log, Func<TrainingLogEntry, double?> value, LineStyle style = LineStyle.Solid)
    {
        TrainingLogEntry[] epochs = [.. log.Where(static entry => entry.IsEpochEnd)];
        if (epochs.Any(entry => value(entry) is { } number && !double.IsNaN(number)))
        {
            LineSeries line = Line(title, color, epochs.Select(entry => new DataPoint(entry.Epoch, Finite(value(entry)))));
            line.LineStyle = style;
            model.Series.Add(line);
        }
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
