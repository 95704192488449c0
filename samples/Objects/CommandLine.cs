using System;
using System.CommandLine;
using System.Threading;
using Samples;

namespace Objects;

/// <summary>The program's options.</summary>
internal static class CommandLine
{
    private const string Source = "a file in CIFAR-10's binary format, gzipped or not, a folder with its batches, or one with a folder of images for each kind";

    /// <summary>Reads the options and runs the program with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        Option<string> network = SampleOptions.Choice("--network", "What is trained: the small network of ConvNetJS, or ResNet-20.", Recipe.Names);
        Option<string?> train = SampleOptions.Place(
            "--train", "PATH", $"Pictures to train on: {Source}. Without them the program makes pictures itself.", $"expected {Source}", Places.FaultOfSource);
        Option<string?> test = SampleOptions.Place(
            "--test", "PATH", "Pictures to test with, in any of these forms.", $"expected {Source}", Places.FaultOfSource);
        Option<int> epochs = SampleOptions.Epochs(30);
        Option<ulong> seed = SampleOptions.Seed();
        Option<int> batch = SampleOptions.Batch(128);
        Option<double?> rate = SampleOptions.Real("--rate", "The highest learning rate, where it is not to be the network's usual one.", 1e-6, 10);
        Option<int> threads = SampleOptions.Threads();
        Option<string?> save = SampleOptions.Save();
        Option<string?> checkpoint = SampleOptions.FileToWrite(
            "--checkpoint", "Where the training is saved after each epoch; the program, started again with it, goes on from there.");
        Option<string?> log = SampleOptions.FileToWrite("--log", "Where to write a line a step and a line an epoch, as comma-separated values.");

        SampleCommand command = new(
            "objects",
            "Trains a network on small colour pictures of ten kinds of things, such as CIFAR-10's, and tells how many it recognises.",
            network, train, test, epochs, seed, batch, rate, threads, save, checkpoint, log);
        command.ExpectTogether(train, test);
        command.ExpectDifferent(save, checkpoint, log);
        return command.Run(arguments, (result, stop) => Open(
            new Settings(
                result.GetValue(network)!,
                result.GetValue(train),
                result.GetValue(test),
                result.GetValue(epochs),
                result.GetValue(seed),
                result.GetValue(batch),
                result.GetValue(rate),
                result.GetValue(threads),
                result.GetValue(save),
                result.GetValue(checkpoint),
                result.GetValue(log)),
            command.Complain,
            stop));
    }

    private static ISession Open(Settings settings, Action<string> warn, CancellationToken stop) => settings.Network == Recipe.ConvNetJs.Name
        ? new Session<ConvNetJs>(Recipe.ConvNetJs, settings, warn, stop)
        : new Session<ResNet20>(Recipe.ResNet20, settings, warn, stop);
}
