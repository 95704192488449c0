using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class CsvLogTests
{
    public const string Headings = "event,epoch,step,loss,accuracy,learning_rate,validation_loss,validation_accuracy,seconds\n";

    [Fact]
    public void Events_AreLines()
    {
        using TemporaryFolder folder = new();
        string path = folder["log.csv"];
        using (CsvLog log = new(path))
        {
            log.Step(LogSupport.At(1, 1));
            log.Step(LogSupport.At(2, 3, loss: double.NaN));
            log.EpochEnd(LogSupport.EndOf(2));
            log.EpochEnd(LogSupport.EndOf(3, validationLoss: null));
        }

        string[] lines =
        [
            "step,1,1,0.5,0.25,0.001,,,1.5\n", "step,2,13,NaN,0.25,0.001,,,1.5\n",
            "epoch,2,20,0.5,0.25,0.001,0.75,0.125,1.5\n", "epoch,3,30,0.5,0.25,0.001,,,1.5\n",
        ];
        Assert.Equal(Headings + string.Concat(lines), File.ReadAllText(path));
        IReadOnlyList<TrainingLogEntry> entries = CsvLog.Read(path);
        Assert.Equal(new TrainingLogEntry(true, 2, 20, 0.5, 0.25, 0.001, 0.75, 0.125, 1.5), entries[2]);
        Assert.Equal((4, double.NaN, null), (entries.Count, entries[1].Loss, entries[3].ValidationLoss));
    }

    /// <summary>Of the last lines those of later steps go, and the end of an epoch that was not saved; what was there before them stays, other trainings' lines too.</summary>
    [Theory]
    [InlineData(20, true, 3)]
    [InlineData(20, false, 2)]
    [InlineData(19, true, 1)]
    [InlineData(15, true, 1)]
    [InlineData(50, true, 5)]
    public void TrainingThatGoesOn_LeavesOutWhatItDoesAgain(long step, bool isEpochEnd, int kept)
    {
        using TemporaryFolder folder = new();
        string path = folder["log.csv"];
        using (CsvLog log = new(path))
        {
            log.Step(LogSupport.At(1, 4));
            log.Step(LogSupport.At(2, 10));
            log.EpochEnd(LogSupport.EndOf(2));
            log.Step(LogSupport.At(3, 1));
            log.Step(LogSupport.At(3, 2));
        }

        string[] before = File.ReadAllLines(path);
        using (CsvLog log = new(path))
        {
            log.GoOnBehind(step, isEpochEnd);
            log.Step(LogSupport.At(9, 1));
            log.GoOnBehind(step, isEpochEnd);
            log.Step(LogSupport.At(9, 2));
            Assert.Null(log.LastError);
        }

        Assert.Equal([.. before[..(kept + 1)], "step,9,82,0.5,0.25,0.001,,,1.5"], File.ReadAllLines(path));
    }

    [Fact]
    public void ProcessThatIsKilled_AtAnyByte_LosesItsLastLineAlone()
    {
        using TemporaryFolder folder = new();
        string path = folder["log.csv"];
        using (CsvLog log = new(path))
        {
            log.Step(LogSupport.At(1, 1));
            log.Step(LogSupport.At(1, 2));
        }

        byte[] whole = File.ReadAllBytes(path);
        int lines = 2;
        for (int length = whole.Length; length >= 0; length--)
        {
            File.WriteAllBytes(path, whole[..length]);
            int kept = Math.Max(0, whole.AsSpan(0, length).Count((byte)'\n') - 1);
            using (CsvLog log = new(path))
            {
                log.Step(LogSupport.At(1, 7));
                Assert.Null(log.LastError);
            }

            long[] steps = [.. CsvLog.Read(path).Select(entry => entry.Step)];
            Assert.Equal([.. Enumerable.Range(1, kept).Select(step => (long)step), 7], steps);
            lines = Math.Min(lines, kept);
        }

        Assert.Equal(0, lines);
    }

    [Fact]
    public void LogThatIsOpen_IsRead()
    {
        using TemporaryFolder folder = new();
        using CsvLog log = new(folder["log.csv"]);
        log.Step(LogSupport.At(1, 1));
        Assert.Single(CsvLog.Read(folder["log.csv"]));
        File.AppendAllText(folder["log.csv"], "step,1,2,0.");
        Assert.Single(CsvLog.Read(folder["log.csv"]));
    }

    [Fact]
    public void FileOfSomebodyElse_IsLeftAsItIs()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["log.csv"], "a,b\n1,2");
        using CsvLog log = new(folder["log.csv"]);
        log.Step(LogSupport.At(1, 1));
        Assert.IsType<InvalidDataException>(log.LastError);
        Assert.Equal("a,b\n1,2", File.ReadAllText(folder["log.csv"]));
        Assert.Throws<InvalidDataException>(() => CsvLog.Read(folder["log.csv"]));
    }

    [Theory]
    [InlineData("step,1,1,0.5,0.25,0.001,,")]
    [InlineData("pause,1,1,0.5,0.25,0.001,,,1.5")]
    [InlineData("step,1,1,x,0.25,0.001,,,1.5")]
    [InlineData("step,1,1,0.5,0.25,0.001,x,,1.5")]
    [InlineData("step,99999999999,1,0.5,0.25,0.001,,,1.5")]
    public void BrokenLine_IsNamed(string line)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["log.csv"], $"{Headings}step,1,1,0.5,0.25,0.001,,,1.5\n{line}\n");
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => CsvLog.Read(folder["log.csv"]));
        Assert.Contains("line 3 ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Culture_DoesNotMatter()
    {
        CultureInfo culture = Thread.CurrentThread.CurrentCulture;
        using TemporaryFolder folder = new();
        try
        {
            Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            using CsvLog log = new(folder["log.csv"]);
            log.Step(LogSupport.At(1, 1));
            Assert.Equal(0.25, CsvLog.Read(folder["log.csv"])[0].Accuracy);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }
}
