using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Digits;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>The sample as a process: what it says of bad input, and that it saves what it trained.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digits").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--epochs", "0", "--epochs is 0")]
    [InlineData("--batch", "-3", "--batch is -3")]
    [InlineData("--threads", "many", "many")]
    [InlineData("--depth", "3", "--depth")]
    public void BadOption_IsOneLine(string option, string value, string expected) => AssertFails([option, value], expected);

    [Fact]
    public void MissingFolder_IsOneLine() => AssertFails(["--data", Path.Combine(_folder, "nowhere")], "nowhere");

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

    private static void AssertFails(string[] arguments, string expected)
    {
        (int code, _, string error) = Run(arguments);
        Assert.Equal(2, code);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["COLUMNS"] = "200";
        start.ArgumentList.Add(typeof(LeNet5).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, string.Join(' ', output.Result.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), error);
    }

    private void WriteIdx(string set, int count)
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 28, 0, 0, 0, 28, .. Enumerable.Range(0, count * 784).Select(i => (byte)(i * 31))];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
        File.WriteAllBytes(Path.Combine(_folder, $"{set}-images-idx3-ubyte"), images);
        File.WriteAllBytes(Path.Combine(_folder, $"{set}-labels-idx1-ubyte"), labels);
    }
}
