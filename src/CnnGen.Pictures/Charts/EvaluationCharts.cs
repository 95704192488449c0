using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CnnGen.Pictures;

/// <summary>Charts of how a network does on a dataset.</summary>
public static class EvaluationCharts
{
    // With more the numbers do not fit their cells.
    private const int MostNumberedClasses = 20;

    private static readonly ColorMap Shares = new(Rgb.White, new Rgb(31, 119, 180));

    /// <summary>The confusion matrix: a row a class, a column a prediction, coloured by the share of the class's samples.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="classNames">What the classes are called, in the order of their labels; their numbers if not given.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public static Chart Confusion(Evaluation evaluation, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        if (classNames is not null && classNames.Count != evaluation.Classes)
        {
            throw new ArgumentException($"{classNames.Count} names were given; there are {evaluation.Classes} classes", nameof(classNames));
        }

        PlotModel model = Chart.CreateModel("confusion matrix");
        string[] names = [.. Enumerable.Range(0, evaluation.Classes).Select(label => classNames?[label] ?? label.ToString(CultureInfo.InvariantCulture))];
        model.Axes.Add(ClassAxis(AxisPosition.Bottom, "predicted", names));
        CategoryAxis classes = ClassAxis(AxisPosition.Left, "class", names);
        (classes.StartPosition, classes.EndPosition) = (1, 0);
        model.Axes.Add(classes);
        for (int label = 0; label < evaluation.Classes; label++)
        {
            for (int prediction = 0; prediction < evaluation.Classes; prediction++)
            {
                int samples = evaluation.Confusion(label, prediction);
                if (samples > 0)
                {
                    model.Annotations.Add(Cell(label, prediction, samples, (double)samples / evaluation.Support(label), evaluation.Classes));
                }
            }
        }

        return new Chart(model);
    }

    /// <summary>The reliability diagram: the accuracy of each bin of confidences; what is well calibrated lies on the diagonal.</summary>
    /// <param name="calibration">The bins.</param>
    public static Chart Reliability(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        PlotModel model = Chart.CreateModel(string.Create(CultureInfo.InvariantCulture, $"expected calibration error {calibration.ExpectedError:F4}"));
        model.Axes.Add(ShareAxis(AxisPosition.Bottom, "confidence"));
        model.Axes.Add(ShareAxis(AxisPosition.Left, "accuracy"));
        RectangleBarSeries bars = new() { Title = "accuracy", FillColor = Color(Shares.At(1)), StrokeColor = OxyColors.White };
        foreach (ReliabilityBin bin in calibration.Bins.Where(static bin => bin.Samples > 0))
        {
            bars.Items.Add(new RectangleBarItem(bin.Low, 0, bin.High, bin.Accuracy));
        }

        LineSeries diagonal = new() { Title = "calibrated", Color = OxyColors.Black, Dashes = [6, 4] };
        diagonal.Points.AddRange([new DataPoint(0, 0), new DataPoint(1, 1)]);
        model.Series.Add(bars);
        model.Series.Add(diagonal);
        return new Chart(model);
    }

    private static CategoryAxis ClassAxis(AxisPosition position, string title, string[] names)
    {
        CategoryAxis axis = new() { Position = position, Title = title, IsTickCentered = true, Minimum = -0.5, Maximum = names.Length - 0.5 };
        axis.Labels.AddRange(names);
        return axis;
    }

    private static LinearAxis ShareAxis(AxisPosition position, string title)
    {
        LinearAxis axis = Chart.CreateAxis(position, title);
        (axis.Minimum, axis.Maximum) = (0, 1);
        return axis;
    }

    private static RectangleAnnotation Cell(int label, int prediction, int samples, double share, int classes) => new()
    {
        MinimumX = prediction - 0.5,
        MaximumX = prediction + 0.5,
        MinimumY = label - 0.5,
        MaximumY = label + 0.5,
        Fill = Color(Shares.At(share)),
        Text = classes <= MostNumberedClasses ? samples.ToString(CultureInfo.InvariantCulture) : null,
        TextColor = share > 0.5 ? OxyColors.White : OxyColors.Black,
    };

    private static OxyColor Color(Rgb color) => OxyColor.FromRgb(color.Red, color.Green, color.Blue);
}
