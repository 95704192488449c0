using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class TrainingLogTests
{
    [Fact]
    public void FullDisk_IsToldOnce_AndTheLogGoesOnWhenThereIsRoom()
    {
        using TemporaryFolder folder = new();
        string path = folder["log.csv"];
        int line = "step,1,1,0.5,0.25,0.001,,,1.5\n".Length;
        long room = CsvLogTests.Headings.Length + line + (line / 2);
        List<string> told = [];
        using CsvLog log = new(path, () => LogSupport.OnFullDisk(path, () => room));
        log.Failed += (sender, failure) => told.Add(failure.GetException().Message);
        for (int step = 1; step <= 6; step++)
        {
            log.Step(LogSupport.At(1, step));
        }

        Assert.Equal(["No space left on device"], told);
        Assert.IsType<IOException>(log.LastError);
        Assert.Equal([1], CsvLog.Read(path).Select(entry => entry.Step));

        room += line;
        log.Step(LogSupport.At(1, 7));
        log.Step(LogSupport.At(1, 8));
        Assert.Equal(2, told.Count);
        room = long.MaxValue;
        log.Step(LogSupport.At(1, 9));
        Assert.Equal([1, 7, 9], CsvLog.Read(path).Select(entry => entry.Step));
        Assert.Equal(4, File.ReadAllText(path).Count(letter => letter == '\n'));
    }

    [Fact]
    public void FullDisk_AtTheHeadings_LeavesNothingBroken()
    {
        using TemporaryFolder folder = new();
        string path = folder["log.csv"];
        long room = 0;
        using CsvLog log = new(path, () => LogSupport.OnFullDisk(path, () => room));
        for (room = 0; room < CsvLogTests.Headings.Length + 10; room++)
        {
            log.Step(LogSupport.At(1, 1));
            Assert.NotNull(log.LastError);
        }

        room = long.MaxValue;
        log.Step(LogSupport.At(1, 2));
        Assert.Equal([2], CsvLog.Read(path).Select(entry => entry.Step));
    }

    [Fact]
    public void FolderThatCannotBeMade_IsToldOnce()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        TrainingLog[] logs =
            [new CsvLog(folder["file/log.csv"]), new JsonLinesLog(folder["file/log.jsonl"]), new TensorBoardLog(folder["file/runs"]), new CsvLog("/")];
        foreach (TrainingLog log in logs)
        {
            int told = 0;
            log.Failed += (_, _) => told++;
            log.Step(LogSupport.At(1, 1));
            log.EpochEnd(LogSupport.EndOf(1));
            log.Scalar("f1", 1, 10);
            log.Dispose();
            Assert.Equal(1, told);
            Assert.NotNull(log.LastError);
        }
    }

    [Fact]
    public void FolderThatIsNotThere_IsMade()
    {
        using TemporaryFolder folder = new();
        using CsvLog log = new(folder["a/b/log.csv"]);
        Assert.Empty(folder.Names);
        log.Step(LogSupport.At(1, 1));
        Assert.Single(CsvLog.Read(folder["a/b/log.csv"]));
    }

    [Fact]
    public void LogOfTheUsers_ThatThrows_DoesNotEndTheTraining()
    {
        using BrokenLog log = new();
        log.Step(LogSupport.At(1, 1));
        log.Histogram("weights", [1], 1);
        log.Image("filters", TensorBoardLogTests.Png, 1);
        Assert.Equal("broken", log.LastError?.Message);

        // A log that has no place for histograms has not become better by one.
        log.Failed += (_, _) => throw new OperationCanceledException();
        log.Step(LogSupport.At(1, 2));

        // What is told may end it.
        using BrokenLog fatal = new();
        fatal.Failed += (_, _) => throw new OperationCanceledException();
        Assert.Throws<OperationCanceledException>(() => fatal.Step(LogSupport.At(1, 1)));
    }

    [Fact]
    public void StepsAndEpochs_CountOnFromThoseBefore()
    {
        using TemporaryFolder folder = new();
        using CsvLog log = new(folder["log.csv"]) { EverySteps = 4 };
        for (int step = 1; step <= 10; step++)
        {
            log.Step(LogSupport.At(1, step) with { TotalEpochs = 9, TotalSteps = 105 + step });
        }

        log.EpochEnd(LogSupport.EndOf(1) with { TotalEpochs = 9, TotalSteps = 115 });
        Assert.Equal([(9, 108, false), (9, 112, false), (9, 115, true)], CsvLog.Read(folder["log.csv"]).Select(entry => (entry.Epoch, (int)entry.Step, entry.IsEpochEnd)));
    }

    [Fact]
    public void Steps_AllocateNothing()
    {
        using TemporaryFolder folder = new();
        using CsvLog csv = new(folder["log.csv"]);
        using JsonLinesLog json = new(folder["log.jsonl"]);
        using TensorBoardLog board = new(folder["runs"]);
        TrainingLog[] logs = [csv, json, board];
        float[] weights = new float[100];
        void WriteAll(int number)
        {
            foreach (TrainingLog log in logs)
            {
                log.Step(LogSupport.At(1, number, loss: 1 / 3.0));
                log.EpochEnd(LogSupport.EndOf(1));
                log.Histogram("weights", weights, number);
            }
        }

        int step = 0;
        Assert.Equal(0, Allocations.OfThisThread(() => WriteAll(++step)));
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        using TemporaryFolder folder = new();
        Assert.Throws<ArgumentException>("path", () => new CsvLog(""));
        Assert.Throws<ArgumentException>("path", () => new JsonLinesLog(""));
        Assert.Throws<ArgumentException>("folder", () => new TensorBoardLog(""));
        Assert.Throws<ArgumentOutOfRangeException>("EverySteps", () => new CsvLog("x") { EverySteps = 0 });
        using TensorBoardLog log = new(folder["runs"]);
        Assert.Throws<ArgumentException>("name", () => log.Scalar("", 1, 1));
        Assert.Throws<ArgumentException>("name", () => log.Histogram("", [], 1));
        Assert.Throws<ArgumentException>("png", () => log.Image("a", [1, 2, 3], 1));
        Assert.Empty(folder.Names);
    }

    private sealed class BrokenLog : TrainingLog
    {
        protected override void Write(in TrainingLogEntry entry) => throw new InvalidOperationException("broken");
    }
}
