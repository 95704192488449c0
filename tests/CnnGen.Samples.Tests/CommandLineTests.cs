using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Digits;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>The sample as a process: what it says of bad input, and that it saves what it trained.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly Assembly Sample = typeof(LeNet5).Assembly;

    private readonly string _folder = Directory.CreateTempSubdirectory("digits").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--epochs is '0'; expected a whole number from 1 to 10000", "--epochs", "0")]
    [InlineData("--epochs is '10001'; expected a whole number from 1 to 10000", "--epochs", "10001")]
    [InlineData("--epochs is '2.5'; expected a whole number", "--epochs", "2.5")]
    [InlineData("--epochs is '99999999999999999999'; expected a whole number", "--epochs=99999999999999999999")]
    [InlineData("--epochs has no value; expected a whole number from 1 to 10000", "--epochs")]
    [InlineData("--epochs has no value; expected a whole number from 1 to 10000", "--epochs", "--seed", "3")]
    [InlineData("'--epochs'", "--epochs", "1", "--epochs", "2")]
    [InlineData("--batch is '-3'; expected a whole number from 1 to 10000", "--batch", "-3")]
    [InlineData("--threads is 'many'; expected a whole number from 1 to 1000", "--threads", "many")]
    [InlineData("--threads is '2000000000'; expected a whole number from 1 to 1000", "--threads", "2000000000")]
    [InlineData("--seed is '-1'; expected a whole number from 0 to 18446744073709551615", "--seed", "-1")]
    [InlineData("--seed is '18446744073709551616'; expected a whole number", "--seed", "18446744073709551616")]
    [InlineData("--seed has no value; expected a whole number", "--seed")]
    [InlineData("'--depth' is not an option; expected --data, --epochs, --seed, --batch, --augment, --save, --threads, --layers or --help", "--depth", "3")]
    [InlineData("'@more' is not an option", "@more")]
    [InlineData("'train' is not an option", "--epochs", "1", "train")]
    [InlineData("--data has no value; expected a folder", "--data")]
    [InlineData("--data is '', which is empty; expected a folder", "--data", "")]
    [InlineData("which does not exist; expected a folder", "--data", "no\nwhere")]
    [InlineData("--save has no value; expected a file", "--save")]
    public void BadOption_IsOneLine(string expected, params string[] arguments) => AssertFails(arguments, expected);

    [Fact]
    public void BadPath_IsOneLine()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        string nowhere = Path.Combine(_folder, "nowhere");
        AssertFails(["--data", file], $"--data is '{file}', which is a file; expected a folder");
        AssertFails(["--data", nowhere], $"--data is '{nowhere}', which does not exist; expected a folder");
        AssertFails(["--save", _folder], $"--save is '{_folder}', which is a folder; expected a file");
        AssertFails(["--save", Path.Combine(nowhere, "weights")], $"but there is no folder '{nowhere}'; expected a file");
    }

    [Fact]
    public void FolderThatCannotBeWritten_IsFoundBeforeTraining()
    {
        // Nobody, not even root, makes files there.
        if (OperatingSystem.IsLinux())
        {
            AssertFails(["--save", "/proc/weights"], "but nothing can be written to '/proc'; expected a file");
        }
    }

    [Theory]
    [InlineData("INT", 130, true)]
    [InlineData("TERM", 143, true)]
    [InlineData("TERM", 143, false)]
    public async Task Signal_EndsTraining_AndKeepsTheWeightsSoFar(string signal, int expected, bool saves)
    {
        if (OperatingSystem.IsWindows() || (signal == "INT" && SampleProcess.IsInterruptIgnored()))
        {
            return;
        }

        WriteIdx("train", 64);
        WriteIdx("t10k", 32);
        string weights = Path.Combine(_folder, "lenet5.safetensors");
        File.WriteAllText(weights, "the old ones");
        using Process process = Start(["--data", _folder, "--epochs", "10000", "--seed", "3", .. saves ? new[] { "--save", weights } : []]);
        string error = await SampleProcess.Signal(process, signal, "epoch 2/");
        Assert.Equal(expected, process.ExitCode);
        if (saves)
        {
            Assert.Matches($"^digits: stopped in epoch \\d+ of 10000; the weights after \\d+ steps are in '{Regex.Escape(weights)}'\n$", error);
            using LeNet5 trained = LeNet5.Load(weights);
            using LeNet5 untrained = LeNet5.Create(3);
            Assert.NotEqual(untrained.Parameters[0].Value, trained.Parameters[0].Value);
        }
        else
        {
            Assert.Equal("digits: stopped while training; nothing was saved\n", error);
            Assert.Equal("the old ones", File.ReadAllText(weights));
        }

        Assert.Equal(5, Directory.GetFiles(_folder).Length);
    }

    [Theory]
    [InlineData()]
    [InlineData("--layers")]
    public async Task RedirectedOutput_IsPlainText(params string[] options)
    {
        WriteIdx("train", 64);
        WriteIdx("t10k", 32);
        using Process process = Start(["--data", _folder, "--epochs", "1", .. options]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, await error);
        Assert.DoesNotContain(output, character => char.IsControl(character) && character != '\n');
        string[] lines = output.Split('\n');
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));

        // Whole lines: the table's, one of text, one of the confusion table with its eleven numbers, and digits side by side.
        int layer = Array.FindIndex(lines, line => line.StartsWith("conv1", StringComparison.Ordinal));
        Assert.Matches(options.Length > 0 ? "^conv1 .*156 .*117,600 .*18,816 .* 1$" : "^conv1  Conv\\(6, 5, Pad = 2\\)  6x28x28 +156 +117,600$", lines[layer]);
        Assert.Contains(lines, line => line.EndsWith(": 59 digits to train on, 5 held out to validate with, 32 to test with", StringComparison.Ordinal));
        int confusion = Array.FindIndex(lines, line => line.StartsWith("is ", StringComparison.Ordinal));
        Assert.All(lines[(confusion + 1)..(confusion + 11)], line => Assert.Matches(@"^\d( +(\.|\d+)){10} +[\d.]+ %$", line));
        Assert.Contains(lines, line => line.Split("read as").Length > 2);
    }

    [Fact]
    public void Help_IsPlainText()
    {
        using Process process = Start("--help");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("--layers", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void TestImages_AreLookedAtOnceAtTheEnd()
    {
        // Nothing but the test labels differs: what is said before the test accuracy does not.
        WriteIdx("train", 64);
        WriteIdx("t10k", 32);
        string[] arguments = ["--data", _folder, "--epochs", "2", "--threads", "1"];
        string before = UntilTest(arguments);
        string labels = Path.Combine(_folder, "t10k-labels-idx1-ubyte");
        byte[] bytes = File.ReadAllBytes(labels);
        for (int i = 8; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((bytes[i] + 1) % 10);
        }

        File.WriteAllBytes(labels, bytes);
        Assert.Contains("validation", before, StringComparison.Ordinal);
        Assert.Equal(before, UntilTest(arguments));

        static string UntilTest(string[] arguments)
        {
            (int code, string output, string error) = Run(arguments);
            Assert.True(code == 0, error);
            Assert.Contains("test accuracy", output, StringComparison.Ordinal);

            // The epochs' lines; the report behind them has times.
            return output[output.IndexOf("epoch 1/2", StringComparison.Ordinal)..output.IndexOf("epoch loss", StringComparison.Ordinal)];
        }
    }

    [Fact]
    public void MissingFile_IsOneLine() => AssertFails(["--data", _folder], "train-images");

    [Fact]
    public void BrokenFile_IsOneLine()
    {
        foreach (string name in new[] { "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte" })
        {
            File.WriteAllBytes(Path.Combine(_folder, name), [0, 0, 8, 3, 0, 0]);
        }

        AssertFails(["--data", _folder], "train-images-idx3-ubyte");
    }

    [Fact]
    public void TrainingOnIdxFiles_SavesWhatItTrained()
    {
        WriteIdx("train", 64);
        WriteIdx("t10k", 32);
        string weights = Path.Combine(_folder, "lenet5.safetensors");
        (int code, string output, string error) = Run("--data", _folder, "--epochs", "1", "--save", weights);
        Assert.True(code == 0, error);
        Assert.Contains("test accuracy", output, StringComparison.Ordinal);
        Assert.Contains("0 bytes allocated", output, StringComparison.Ordinal);
        using LeNet5 network = LeNet5.Load(weights);
        Assert.Equal(["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias"], network.Parameters.Take(4).Select(parameter => parameter.Name));
    }

    private static void AssertFails(string[] arguments, string expected) => SampleProcess.AssertFails(Sample, arguments, expected);

    private static (int Code, string Output, string Error) Run(params string[] arguments) => SampleProcess.Run(Sample, arguments);

    private static Process Start(params string[] arguments) => SampleProcess.Start(Sample, arguments);

    private void WriteIdx(string set, int count)
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 28, 0, 0, 0, 28, .. Enumerable.Range(0, count * 784).Select(i => (byte)(i * 31))];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
        File.WriteAllBytes(Path.Combine(_folder, $"{set}-images-idx3-ubyte"), images);
        File.WriteAllBytes(Path.Combine(_folder, $"{set}-labels-idx1-ubyte"), labels);
    }
}
