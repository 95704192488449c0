using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class JsonLinesLogTests
{
    [Fact]
    public void Events_AreObjects()
    {
        using TemporaryFolder folder = new();
        using (JsonLinesLog log = new(folder["log.jsonl"]))
        {
            log.Step(LogSupport.At(2, 3));
            log.EpochEnd(LogSupport.EndOf(2));
            log.Scalar("the \"größte\" gradient", double.NegativeInfinity, 20);
            log.Step(LogSupport.At(3, 1, loss: double.NaN));
        }

        string[] lines =
        [
            """{"event":"step","epoch":2,"step":13,"loss":0.5,"accuracy":0.25,"learning_rate":0.001,"seconds":1.5}""",
            """{"event":"epoch","epoch":2,"step":20,"loss":0.5,"accuracy":0.25,"learning_rate":0.001,"validation_loss":0.75,"validation_accuracy":0.125,"seconds":1.5}""",
            """{"event":"scalar","name":"the \"größte\" gradient","step":20,"value":"-Infinity"}""",
            """{"event":"step","epoch":3,"step":21,"loss":"NaN","accuracy":0.25,"learning_rate":0.001,"seconds":1.5}""",
        ];
        Assert.Equal(string.Concat(lines.Select(line => line + "\n")), File.ReadAllText(folder["log.jsonl"]));
    }

    [Fact]
    public void ProcessThatIsKilled_AtAnyByte_LosesItsLastLineAlone()
    {
        using TemporaryFolder folder = new();
        string path = folder["log.jsonl"];
        using (JsonLinesLog log = new(path))
        {
            log.Step(LogSupport.At(1, 1));
            log.Step(LogSupport.At(1, 2));
        }

        byte[] whole = File.ReadAllBytes(path);
        for (int length = whole.Length; length >= 0; length--)
        {
            File.WriteAllBytes(path, whole[..length]);
            int kept = whole.AsSpan(0, length).Count((byte)'\n');
            using (JsonLinesLog log = new(path))
            {
                log.Step(LogSupport.At(1, 7));
                Assert.Null(log.LastError);
            }

            int[] steps = [.. File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt32())];
            Assert.Equal([.. Enumerable.Range(1, kept), 7], steps);
        }
    }

    [Fact]
    public void FileOfSomebodyElse_IsLeftAsItIs()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["log.jsonl"], """{"weights":[1,2""");
        using JsonLinesLog log = new(folder["log.jsonl"]);
        log.Step(LogSupport.At(1, 1));
        Assert.IsType<InvalidDataException>(log.LastError);
        Assert.Equal("""{"weights":[1,2""", File.ReadAllText(folder["log.jsonl"]));
    }
}
