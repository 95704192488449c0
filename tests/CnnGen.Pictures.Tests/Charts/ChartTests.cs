using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using BigGustave;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly Rgb TrainBlue = new(31, 119, 180);
    private static readonly Rgb ValidationOrange = new(255, 127, 14);

    [Fact]
    public void Loss_HasACurveForEachSet()
    {
        XElement both = Parse(TrainingCharts.Loss(Report(0.5, 0.25)));
        Assert.Equal(("800", "500"), (both.Attribute("width")!.Value, both.Attribute("height")!.Value));
        Assert.Superset(new HashSet<string> { "loss", "epoch", "training", "validation" }, Texts(both));
        HashSet<string> alone = Texts(Parse(TrainingCharts.Accuracy(Report(null, null))));
        Assert.Superset(new HashSet<string> { "accuracy", "epoch", "training" }, alone);
        Assert.DoesNotContain("validation", alone);
        Assert.Equal(4, Curve(both, TrainBlue).Length);
        Assert.Equal(4, Curve(both, ValidationOrange).Length);
    }

    [Fact]
    public void Report_AndItsLog_GiveTheSameChart()
    {
        TrainingReport report = Report(0.5, 0.25);
        TrainingLogEntry[] log =
        [
            .. report.Epochs.SelectMany(epoch => new[]
            {
                new TrainingLogEntry(false, epoch.Epoch, epoch.Epoch * 10, 9, 0, 0.1, null, null, 1),
                new TrainingLogEntry(true, epoch.Epoch, epoch.Epoch * 10, epoch.TrainLoss, epoch.TrainAccuracy, 0.1, epoch.ValidationLoss, epoch.ValidationAccuracy, 1),
            }),
        ];
        Assert.Equal(TrainingCharts.Loss(report).ToSvg(), TrainingCharts.Loss(log).ToSvg());
        Assert.Equal(TrainingCharts.Accuracy(report).ToSvg(), TrainingCharts.Accuracy(log).ToSvg());
    }

    [Fact]
    public void Comparison_HasTwoCurvesForEachTraining()
    {
        XElement chart = Parse(TrainingCharts.CompareAccuracy(new NamedReport("plain", Report(0.5, 0.25)), new NamedReport("smaller", Report(0.5, 0.25))));
        Assert.Superset(
            new HashSet<string> { "accuracy", "epoch", "plain, training", "plain, validation", "smaller, training", "smaller, validation" }, Texts(chart));

        // The training's curve is dashed; the validation's is as in the chart of one training.
        Assert.Equal(Curve(chart, TrainBlue).Length, Curve(chart, ValidationOrange).Length);
        Assert.Equal(2, chart.Descendants(Svg + "polyline").Count(line => line.Attribute("points")!.Value.Split(' ').Length == 4 && line.ToString().Contains("dasharray", StringComparison.Ordinal)));
        Assert.Superset(new HashSet<string> { "loss", "plain, training" }, Texts(Parse(TrainingCharts.CompareLoss(new NamedReport("plain", Report(null, null))))));
    }

    [Fact]
    public void Comparison_LeavesOutWhatIsNoNumber()
    {
        // Where targets are numbers there is no training accuracy.
        TrainingReport report = new([new EpochReport(1, 0.5, double.NaN, 0.4, 0.7, 1), new EpochReport(2, 0.4, double.NaN, 0.3, 0.8, 1)], 2, TimeSpan.Zero);
        HashSet<string> texts = Texts(Parse(TrainingCharts.CompareAccuracy(new NamedReport("numbers", report))));
        Assert.Contains("numbers, validation", texts);
        Assert.DoesNotContain("numbers, training", texts);
    }

    [Fact]
    public void Curve_GoesThroughItsPoints()
    {
        // Evenly across, and down by as much as the loss falls.
        (double X, double Y)[] points = Curve(Parse(TrainingCharts.Loss(Report(null, null))), TrainBlue);
        double[] losses = [.. Report(null, null).Epochs.Select(epoch => epoch.TrainLoss)];
        for (int i = 1; i < 4; i++)
        {
            Assert.Equal((points[3].X - points[0].X) / 3, points[i].X - points[i - 1].X, 1e-3);
            Assert.Equal((losses[i] - losses[0]) / (losses[3] - losses[0]), (points[i].Y - points[0].Y) / (points[3].Y - points[0].Y), 1e-4);
        }

        Assert.True(points[3].Y > points[0].Y);
    }

    [Fact]
    public void LearningRate_IsOfEachStep()
    {
        TrainingLogEntry[] log = [.. Enumerable.Range(1, 50).Select(step => new TrainingLogEntry(false, 1, step, 1, 0, 0.1 / step, null, null, 1))];
        XElement chart = Parse(TrainingCharts.LearningRate(log));
        Assert.Superset(new HashSet<string> { "learning rate", "step" }, Texts(chart));
        Assert.Equal(50, Curve(chart, TrainBlue).Length);
    }

    [Fact]
    public void NumbersThatAreNot_AreGaps()
    {
        EpochReport[] epochs = [.. new[] { 1, double.NaN, double.PositiveInfinity, 2, 3 }.Select((loss, i) => new EpochReport(i + 1, loss, 0.5, null, null, 1))];
        XElement chart = Parse(TrainingCharts.Loss(new TrainingReport(epochs, 5, TimeSpan.Zero)));
        Assert.Equal(2, Curve(chart, TrainBlue).Length);
        Assert.NotNull(TrainingCharts.Loss(new TrainingReport([], 0, TimeSpan.Zero)).ToPicture());
        Assert.NotNull(TrainingCharts.LearningRate([]).ToSvg());
    }

    [Fact]
    public void Confusion_CellsAreColouredByTheirShareOfTheClass()
    {
        Evaluation evaluation = Evaluate([0, 0, 0, 0, 1], [0, 0, 0, 1, 1]);
        XElement chart = Parse(EvaluationCharts.Confusion(evaluation, ["cat", "dog", "bird"]));
        Assert.Superset(new HashSet<string> { "confusion matrix", "predicted", "class", "cat", "dog", "bird", "3", "1" }, Texts(chart));

        // A quarter, three quarters and all of the way from white to blue: nothing is taken for a bird.
        Picture picture = EvaluationCharts.Confusion(evaluation).ToPicture(700, 700);
        Rgb[] colors = [.. Enumerable.Range(0, 700 * 700).Select(i => picture[i % 700, i / 700])];
        foreach (Rgb expected in new[] { new Rgb(87, 153, 199), new Rgb(199, 221, 236), TrainBlue })
        {
            Assert.InRange(colors.Count(color => color == expected), 150 * 150, 250 * 250);
        }

        Assert.Throws<ArgumentException>("classNames", () => EvaluationCharts.Confusion(evaluation, ["cat"]));
    }

    [Fact]
    public void Reliability_BarsAreAsHighAsTheAccuracy()
    {
        // Confidence 0.9 and right every second time, in the last of ten bins but one; a third, and always right.
        float[] sure = [MathF.Log(17.9f), 0, 0];
        float[] samples = [.. sure, .. sure, .. sure, .. sure, 0, 0, 0];
        using IdentityNet network = IdentityNet.CreateKnown();
        Calibration calibration = Evaluator.Evaluate(network, new InMemoryDataset(samples, [0, 0, 1, 2, 0])).Calibration(10);
        Chart chart = EvaluationCharts.Reliability(calibration);
        Picture picture = chart.ToPicture(1000, 1000);
        int[] columns = [.. Enumerable.Range(0, 800).Where(x => picture[x, 800] == TrainBlue)];
        int[] heights = [.. columns.Select(x => Enumerable.Range(0, 1000).Count(y => picture[x, y] == TrainBlue))];
        int[] gaps = [.. columns.Zip(columns.Skip(1), (x, next) => next - x).Where(step => step > 1)];
        Assert.Equal(2.0, (double)heights[5] / heights[^5], 0.03);

        // The bins are the fourth and the ninth: between the two lie four, which have white edges.
        Assert.Equal(4 * ((columns.Length / 2.0) + 2), Assert.Single(gaps), 3.0);
        Assert.Contains("expected calibration error 0.4529", Texts(Parse(chart)));
    }

    [Fact]
    public void Files_AreSvgAndPng()
    {
        using TemporaryFolder folder = new();
        Chart chart = TrainingCharts.Loss(Report(0.5, 0.25));
        chart.SaveSvg(folder["loss.svg"], 640, 300);
        chart.SavePng(folder["loss.png"], 640, 300);
        XElement svg = XDocument.Load(folder["loss.svg"]).Root!;
        Assert.Equal(("640", "300"), (svg.Attribute("width")!.Value, svg.Attribute("height")!.Value));
        Png png = Png.Open(folder["loss.png"]);
        Assert.Equal((640, 300), (png.Width, png.Height));
        Assert.Equal(chart.ToPicture(640, 300).ToPng(), File.ReadAllBytes(folder["loss.png"]));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => chart.ToPicture(99, 100));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => chart.ToSvg(100, 99));
    }

    [Fact]
    public void Picture_ShowsWhatTheSvgShows()
    {
        // The curve's points in the picture, whose letters are as wide as it measures them, lie on one line with the ticks of their epochs.
        Picture picture = TrainingCharts.Loss(Report(0.5, 0.25)).ToPicture();
        int[] blue = [.. Enumerable.Range(0, 700).Where(x => Enumerable.Range(0, 500).Any(y => picture[x, y] == TrainBlue))];
        Assert.InRange(blue[^1] - blue[0], 560, 660);
        Assert.Equal(blue[^1] - blue[0] + 1, blue.Length, 5.0);
    }

    private static XElement Parse(Chart chart) => XDocument.Parse(chart.ToSvg()).Root!;

    private static HashSet<string> Texts(XElement svg) => [.. svg.Descendants(Svg + "text").Select(text => text.Value.Trim())];

    /// <summary>The points of the longest line of a colour.</summary>
    private static (double X, double Y)[] Curve(XElement svg, Rgb color) => svg.Descendants(Svg + "polyline")
        .Where(line => line.Attribute("style")!.Value.Contains($"stroke:rgb({color.Red},{color.Green},{color.Blue})", StringComparison.Ordinal))
        .Select(line => line.Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Point).ToArray())
        .MaxBy(points => points[^1].X - points[0].X)!;

    private static (double X, double Y) Point(string text)
    {
        double[] numbers = [.. text.Split(',').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        return (numbers[0], numbers[1]);
    }

    private static TrainingReport Report(double? validationLoss, double? validationAccuracy) => new(
        [.. Enumerable.Range(1, 4).Select(epoch => new EpochReport(epoch, 2.0 / epoch, epoch / 5.0, validationLoss, validationAccuracy, 1))], 40, TimeSpan.FromSeconds(4));

    private static Evaluation Evaluate(int[] labels, int[] predictions)
    {
        using IdentityNet network = IdentityNet.CreateKnown();
        return Evaluator.Evaluate(network, new InMemoryDataset([.. predictions.SelectMany(prediction => Enumerable.Range(0, 3).Select(c => c == prediction ? 1f : 0))], labels));
    }
}
