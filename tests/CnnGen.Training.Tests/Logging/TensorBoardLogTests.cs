using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class TensorBoardLogTests
{
    /// <summary>One red pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    [Fact]
    public void Checksum_OfTheReader_IsTheStandards() => Assert.Equal(0xE3069283, EventFile.Crc32C("123456789"u8));

    [Fact]
    public void FileName_AndFirstRecord_AreWhatTensorBoardLooksFor()
    {
        using TemporaryFolder folder = new();
        using TensorBoardLog log = new(folder["runs/a"]);
        log.Step(LogSupport.At(1, 1));
        Assert.Equal([log.Path], Directory.GetFiles(folder["runs/a"]));
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\..+\.\d+\.\d+$", Path.GetFileName(log.Path));
        Fields first = new(EventFile.Records(log.Path)[0]);
        Assert.Equal("brain.Event:2", first.Text(3));
        Assert.InRange(first.Double(1), 1.7e9, 1e10);
    }

    [Fact]
    public void StepsAndEpochs_AreScalars()
    {
        using TemporaryFolder folder = new();
        using TensorBoardLog log = new(folder["runs"]);
        log.Step(LogSupport.At(2, 3));
        log.EpochEnd(LogSupport.EndOf(2));
        log.EpochEnd(LogSupport.EndOf(3, validationLoss: null));
        log.Scalar("größte", 3, 1L << 40);

        Fields[] events = [.. EventFile.Records(log.Path).Skip(1).Select(record => new Fields(record))];
        Assert.Equal([13, 20, 30, 1L << 40], events.Select(record => record.Integer(2)));
        Assert.Equal(
            [
                [("train/loss", 0.5f), ("train/accuracy", 0.25f), ("train/learning_rate", 0.001f)],
                [("epoch/loss", 0.5f), ("epoch/accuracy", 0.25f), ("validation/loss", 0.75f), ("validation/accuracy", 0.125f)],
                [("epoch/loss", 0.5f), ("epoch/accuracy", 0.25f)],
                [("größte", 3f)],
            ],
            events.Select(record => record.Message(5).Messages(1).Select(value => (value.Text(1), value.Float(2))).ToArray()));
    }

    [Fact]
    public void Image_HasItsSizeAndBytes()
    {
        using TemporaryFolder folder = new();
        using TensorBoardLog log = new(folder["runs"]);
        log.Image("filters", Png, 7);
        Fields value = new Fields(EventFile.Records(log.Path)[1]).Message(5).Message(1);
        Fields image = value.Message(4);
        Assert.Equal("filters", value.Text(1));
        Assert.Equal((1, 1, 3), (image.Integer(1), image.Integer(2), image.Integer(3)));
        Assert.Equal(Png, image.Raw(4));
    }

    [Fact]
    public void Histogram_CountsWhatAHandCount()
    {
        Random random = new(3);
        float[] values = [.. Enumerable.Range(0, 5000).Select(i => (float)((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-8, 6)))), 0, 0, 1e30f, -1e30f];
        Fields histogram = WriteHistogram([.. values, float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        Assert.Equal((values.Min(), values.Max(), values.Length), (histogram.Double(1), histogram.Double(2), histogram.Double(3)));
        Assert.Equal(values.Sum(value => (double)value), histogram.Double(4), 1e-6);
        Assert.Equal(1, histogram.Double(5) / values.Sum(value => (double)value * value), 12);
        double[] limits = histogram.Doubles(6);
        Assert.Equal(limits.Order(), limits);
        Assert.Equal(limits.Length, histogram.Doubles(7).Length);
        for (int bucket = 0; bucket < limits.Length; bucket++)
        {
            double low = bucket == 0 ? double.NegativeInfinity : limits[bucket - 1];
            Assert.Equal(values.Count(value => value >= low && value < limits[bucket]), histogram.Doubles(7)[bucket]);
        }
    }

    [Fact]
    public void Histogram_IsAsLongAsItsValuesAreApart()
    {
        // An empty bucket below, so that readers know where the one with the values begins.
        Fields histogram = WriteHistogram([1, 1, 1]);
        Assert.Equal([0, 3], histogram.Doubles(7));
        Assert.True(histogram.Doubles(6)[0] <= 1 && histogram.Doubles(6)[1] > 1 && histogram.Doubles(6)[1] < 1.11);
    }

    [Fact]
    public void Histograms_OneAfterTheOther_DoNotMix()
    {
        using TemporaryFolder folder = new();
        using TensorBoardLog log = new(folder["runs"]);
        log.Histogram("weights", [1e5f, -1e5f], 1);
        log.Histogram("weights", [2], 2);
        log.Histogram("weights", [float.NaN], 3);
        List<byte[]> records = EventFile.Records(log.Path);
        Assert.Equal(3, records.Count);
        Fields histogram = new Fields(records[2]).Message(5).Message(1).Message(5);
        Assert.Equal((2, 2, 1, 2, 4), (histogram.Double(1), histogram.Double(2), histogram.Double(3), histogram.Double(4), histogram.Double(5)));
        Assert.Equal([0, 1], histogram.Doubles(7));
    }

    [Fact]
    public void RunThatGoesOn_HasAFileBesideTheFirst()
    {
        using TemporaryFolder folder = new();
        for (int run = 0; run < 3; run++)
        {
            using TensorBoardLog log = new(folder["runs"]);
            log.Step(LogSupport.At(1, run + 1));
        }

        Assert.Equal([1, 2, 3], Directory.GetFiles(folder["runs"]).Order().Select(file => new Fields(EventFile.Records(file)[1]).Integer(2)));
    }

    [Fact]
    public void RunThatGoesOn_TellsTheFirstStepThatIsDoneAgain()
    {
        using TemporaryFolder folder = new();
        using TensorBoardLog log = new(folder["runs"]);
        log.GoOnBehind(20, isEpochEnd: true);
        Fields session = new(EventFile.Records(log.Path)[1]);
        Assert.Equal((21, 1), (session.Integer(2), session.Message(7).Integer(1)));
    }

    [Fact]
    public void FullDisk_LeavesWholeRecords()
    {
        using TemporaryFolder folder = new();
        long room = 0;
        using TensorBoardLog log = new(folder["runs"], path => LogSupport.OnFullDisk(path, () => room));
        for (int step = 1; step <= 10; step++)
        {
            for (int grown = 0; grown < 37; grown += 5, room += 5)
            {
                log.Step(LogSupport.At(1, step));
            }
        }

        room = long.MaxValue;
        log.Step(LogSupport.At(1, 999));
        List<byte[]> records = EventFile.Records(log.Path);
        Assert.InRange(records.Count, 3, 10);
        Assert.Equal("brain.Event:2", new Fields(records[0]).Text(3));
        Assert.Equal(999, new Fields(records[^1]).Integer(2));
    }

    private static Fields WriteHistogram(float[] values)
    {
        using TemporaryFolder folder = new();
        using TensorBoardLog log = new(folder["runs"]);
        log.Histogram("weights", values, 4);
        Fields value = new Fields(EventFile.Records(log.Path)[1]).Message(5).Message(1);
        Assert.Equal("weights", value.Text(1));
        return value.Message(5);
    }
}
