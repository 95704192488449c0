using System.CommandLine;
using Samples;

namespace Overfitting;

/// <summary>The program's options.</summary>
internal static class CommandLine
{
    private const string Here = ".";

    /// <summary>Reads the options and runs the program with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        Option<string?> data = SampleOptions.Place(
            "--data",
            "FILE",
            "A file in CIFAR-10's binary format, gzipped or not. Without it the program makes pictures itself.",
            "expected a file in CIFAR-10's binary format",
            Places.FaultOfFile);
        Option<string?> output = SampleOptions.Place(
            "--out", "FOLDER", "Where the charts go, as SVG; the current folder unless told.", "expected a folder that exists", Places.FaultOfFolderToWrite);
        Option<int> epochs = SampleOptions.Epochs(60);
        Option<ulong> seed = SampleOptions.Seed();
        Option<int> threads = SampleOptions.Threads();
        SampleCommand command = new(
            "overfitting", "Trains a network on too few pictures, with and without each remedy, and draws what the remedy changes.", data, output, epochs, seed, threads);
        return command.Run(arguments, (result, stop) => new Session(
            new Settings(
                result.GetValue(data), result.GetValue(output) ?? Here, result.GetValue(epochs), result.GetValue(seed), result.GetValue(threads)),
            stop));
    }
}
