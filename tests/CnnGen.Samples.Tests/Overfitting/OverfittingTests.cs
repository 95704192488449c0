using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using CnnGen.Samples.Tests.Objects;
using Overfitting;
using Xunit;

namespace CnnGen.Samples.Tests.Overfitting;

/// <summary>The study of overfitting: what it trains on, and what it draws.</summary>
public sealed class OverfittingTests : IDisposable
{
    private static readonly Assembly Sample = typeof(Session).Assembly;

    private readonly string _folder = Directory.CreateTempSubdirectory("overfitting").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_WritesAChartAndALineForEachRemedy()
    {
        (int code, string output, string error) = SampleProcess.Run(Sample, "--out", _folder, "--epochs", "2");
        Assert.True(code == 0, error);
        string[] charts = [.. Directory.GetFiles(_folder, "*.svg").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];
        Assert.Equal(Remedy.All.Select(remedy => remedy.Name).Order(StringComparer.Ordinal), charts);
        Assert.All(["plain 2 ", "augmented 2 ", "L1 2 ", "stopped early 2 ", "mixup 2 ", "averaged 2 ", "transferred 2 "], line => Assert.Contains(line, output, StringComparison.Ordinal));
        Assert.Contains("smoothed, validation", File.ReadAllText(Path.Combine(_folder, "label-smoothing.svg")), StringComparison.Ordinal);
        Assert.DoesNotContain("plain", File.ReadAllText(Path.Combine(_folder, "transfer.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_HasNothingThatIsTrainedOn()
    {
        StudyData data = StudyData.Load(null, seed: 1);
        float[][] train = Pictures(data.More);
        Assert.Equal(Pictures(data.Few)[7], train[7]);
        Assert.Empty(Pictures(data.Validation).Select(Key).Intersect(train.Select(Key)));
        static string Key(float[] picture) => string.Join(' ', picture.Take(20));
    }

    [Fact]
    public void HalfOfTheKinds_IsLabelledFromZero()
    {
        StudyData data = StudyData.Load(null, seed: 1);
        Dataset lower = StudyData.Half(data.Few, upper: false);
        Dataset upper = StudyData.Half(data.Few, upper: true);
        Assert.Equal(data.Few.Count, lower.Count + upper.Count);
        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, upper.Count).Select(upper.Label).Distinct().Order());
        int first = Enumerable.Range(0, data.Few.Count).First(i => data.Few.Label(i) >= 5);
        Assert.Equal(data.Few.Label(first) - 5, upper.Label(0));
        Assert.Equal(Pictures(data.Few)[first], Pictures(upper)[0]);
    }

    [Fact]
    public void SmoothedNetwork_IsMeasuredByThePlainLoss()
    {
        // Of what is trained alike, the loss that is looked at does not depend on the loss that is trained by.
        Study study = new(StudyData.Load(null, seed: 1), new Settings(null, _folder, 1, 1, 2), CancellationToken.None);
        TrainingReport plain = study.Train<Plain>(study.Data.Few, study.Options);
        TrainingReport looked = study.Train(study.Options, static trainer => trainer.Network.Fork());
        Assert.Equal(plain.Epochs[0].ValidationLoss, looked.Epochs[0].ValidationLoss);
        Assert.Equal(plain.Epochs[0].ValidationAccuracy, looked.Epochs[0].ValidationAccuracy);
    }

    [Fact]
    public void BadInput_IsOneLine()
    {
        string few = ObjectFiles.WriteBinary(Path.Combine(_folder, "few"), 30);
        SampleProcess.AssertFails(Sample, ["--data", few], $"there are 30 pictures in '{few}'; expected at least 4000");
        SampleProcess.AssertFails(Sample, ["--data", _folder], "which is a folder; expected a file in CIFAR-10's binary format");
        SampleProcess.AssertFails(Sample, ["--out", Path.Combine(_folder, "nowhere")], "which does not exist; expected a folder that exists");
    }

    private static float[][] Pictures(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(i =>
    {
        float[] picture = new float[data.SampleLength];
        data.Read(i, picture);
        return picture;
    })];
}
