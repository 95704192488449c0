using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Objects;
using Xunit;

namespace CnnGen.Samples.Tests.Objects;

/// <summary>The sample as a process: what it says of bad input, and what it keeps.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly Assembly Sample = typeof(ConvNetJs).Assembly;

    private readonly string _folder = Directory.CreateTempSubdirectory("objects").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--network is 'vgg'; expected convnetjs or resnet20", "--network", "vgg")]
    [InlineData("--network has no value; expected convnetjs or resnet20", "--network")]
    [InlineData("--epochs is '0'; expected a whole number from 1 to 10000", "--epochs", "0")]
    [InlineData("--rate is '0'; expected a number from 1E-06 to 10", "--rate", "0")]
    [InlineData("--rate is 'NaN'; expected a number", "--rate", "NaN")]
    [InlineData("--rate is '0,1'; expected a number", "--rate", "0,1")]
    [InlineData("--train is 'nowhere', which does not exist; expected a file in CIFAR-10's binary format", "--train", "nowhere")]
    [InlineData("--log has no value; expected a file to write", "--log")]
    [InlineData("'--depth' is not an option; expected --network, --train, --test, --epochs, --seed, --batch, --rate, --threads, --save, --checkpoint, --log or --help", "--depth", "3")]
    public void BadOption_IsOneLine(string expected, params string[] arguments) => AssertFails(arguments, expected);

    [Fact]
    public void OptionsThatDoNotGoTogether_AreOneLine()
    {
        string data = ObjectFiles.WriteBinary(Path.Combine(_folder, "data"), 4);
        string file = Path.Combine(_folder, "file");
        AssertFails(["--train", data], "--test is missing; expected --train and --test, or neither");
        AssertFails(["--test", data], "--train is missing; expected --train and --test, or neither");
        AssertFails(["--save", file, "--log", Path.Combine(_folder, ".", "file")], $"--save and --log are both '{file}'; expected different files");
    }

    [Fact]
    public void BadData_IsOneLine()
    {
        string one = ObjectFiles.WriteBinary(Path.Combine(_folder, "one"), 1);
        string cut = Path.Combine(_folder, "cut");
        File.WriteAllBytes(cut, new byte[3072]);
        string empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        AssertFails(["--train", one, "--test", one], $"there is one picture in '{one}'; expected at least 2");
        AssertFails(["--train", cut, "--test", one], "cut");
        AssertFails(["--train", empty, "--test", one], $"there is no folder in '{empty}'");
    }

    [Fact]
    public void Training_SavesWeightsWithTheirStatistics_AndLogs()
    {
        string weights = Path.Combine(_folder, "weights.safetensors");
        string log = Path.Combine(_folder, "log.csv");
        (int code, string output, string error) = Run([.. Data(), "--epochs", "2", "--save", weights, "--log", log]);
        Assert.True(code == 0, error);
        Assert.Contains(": 36 pictures to train on, 4 held out to validate with, 20 to test with", output, StringComparison.Ordinal);
        Assert.Contains("epoch 2/2 loss", output, StringComparison.Ordinal);
        Assert.Matches("test accuracy [0-9.]+ %: [0-9]+ of 20 class precision", output);
        Assert.Contains("truck", output, StringComparison.Ordinal);
        using ConvNetJs network = ConvNetJs.Load(weights);
        Assert.Equal(3, ChannelStatistics.Load(weights).Channels);
        Assert.Equal(2, CsvLog.Read(log).Count(entry => entry.IsEpochEnd));
    }

    [Fact]
    public void ResNet20_Trains()
    {
        (int code, string output, string error) = Run([.. Data(), "--network", "resnet20", "--epochs", "1", "--batch", "16"]);
        Assert.True(code == 0, error);
        Assert.Contains("resnet20: 269,722 parameters", output, StringComparison.Ordinal);
    }

    [Fact]
    public void TestPictures_AreLookedAtOnceAtTheEnd()
    {
        string train = ObjectFiles.WriteBinary(Path.Combine(_folder, "train"), 40);
        string[] outputs = [.. new[] { 0, 1 }.Select(label =>
        {
            string test = ObjectFiles.WriteBinary(Path.Combine(_folder, $"test{label}"), 20, label);
            (int code, string output, string error) = Run("--train", train, "--test", test, "--epochs", "2");
            Assert.True(code == 0, error);
            return output;
        })];

        // Nothing but the test labels differs: what is said before the test accuracy does not. The report behind the epochs' lines has times.
        Assert.Equal(BeforeReport(outputs[0]), BeforeReport(outputs[1]));
        Assert.NotEqual(Test(outputs[0]), Test(outputs[1]));
        static string BeforeReport(string output) => output[..output.IndexOf("epoch loss", StringComparison.Ordinal)];
        static string Test(string output) => output[output.IndexOf("test accuracy", StringComparison.Ordinal)..];
    }

    [Fact]
    public async Task Signal_KeepsTheTraining_WhichGoesOn()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string checkpoint = Path.Combine(_folder, "checkpoint.safetensors");
        string weights = Path.Combine(_folder, "weights.safetensors");
        string[] arguments = [.. Data(), "--epochs", "10000", "--checkpoint", checkpoint, "--save", weights];
        using (Process process = SampleProcess.Start(Sample, arguments))
        {
            string error = await SampleProcess.Signal(process, "TERM", "epoch 3/");
            Assert.Equal(143, process.ExitCode);
            Assert.Matches(
                $"^objects: stopped in epoch \\d+ of 10000; the weights after \\d+ steps are in '{Regex.Escape(weights)}', and the same command goes on from '{Regex.Escape(checkpoint)}'\n$",
                error);
        }

        using ConvNetJs network = ConvNetJs.Load(weights);
        Assert.Equal(3, ChannelStatistics.Load(weights).Channels);
        using Process again = SampleProcess.Start(Sample, arguments);
        string first = "";
        while (!first.StartsWith("epoch ", StringComparison.Ordinal))
        {
            first = again.StandardOutput.ReadLine() ?? throw new InvalidOperationException("it ended before it trained");
        }

        await SampleProcess.Signal(again, "TERM", "epoch ");
        Assert.True(int.Parse(first.Split(' ', '/')[1], System.Globalization.CultureInfo.InvariantCulture) >= 3, first);
    }

    [Fact]
    public void CheckpointOfAnotherTraining_IsOneLine()
    {
        string checkpoint = Path.Combine(_folder, "checkpoint.safetensors");
        Assert.Equal(0, Run([.. Data(), "--epochs", "1", "--checkpoint", checkpoint]).Code);
        AssertFails([.. Data(), "--seed", "2", "--checkpoint", checkpoint], $"'{checkpoint}' was trained with the seed 1; expected 2");
        string more = ObjectFiles.WriteBinary(Path.Combine(_folder, "more"), 60);
        AssertFails(["--train", more, "--test", more, "--checkpoint", checkpoint], "is of a training on 36 samples; the dataset has 54");
        File.WriteAllText(checkpoint, "something else");
        AssertFails([.. Data(), "--checkpoint", checkpoint], "checkpoint.safetensors");
    }

    private static void AssertFails(string[] arguments, string expected) => SampleProcess.AssertFails(Sample, arguments, expected);

    private static (int Code, string Output, string Error) Run(params string[] arguments) => SampleProcess.Run(Sample, arguments);

    private string[] Data() =>
    [
        "--train", ObjectFiles.WriteBinary(Path.Combine(_folder, "train"), 40),
        "--test", ObjectFiles.WriteBinary(Path.Combine(_folder, "test"), 20),
    ];
}
