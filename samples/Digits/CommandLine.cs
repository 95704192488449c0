using System.CommandLine;
using Samples;

namespace Digits;

/// <summary>The program's options.</summary>
internal static class CommandLine
{
    /// <summary>Reads the options and runs the program with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        Option<string?> data = SampleOptions.Place(
            "--data",
            "FOLDER",
            "A folder with MNIST's four IDX files, gzipped or not. Without it the program makes digits itself.",
            "expected a folder with MNIST's four IDX files",
            Places.FaultOfFolder);
        Option<int> epochs = SampleOptions.Epochs(5);
        Option<ulong> seed = SampleOptions.Seed();
        Option<int> batch = SampleOptions.Batch(32);
        Option<bool> augment = SampleOptions.Switch(
            "--augment", "Moves, turns and stretches each training picture a little, differently each time: for many epochs.");
        Option<string?> save = SampleOptions.Save();
        Option<int> threads = SampleOptions.Threads();
        Option<bool> layers = SampleOptions.Switch("--layers", "Shows all columns of the layer table.");

        SampleCommand command = new(
            "digits",
            "Trains LeNet-5 on handwritten digits, then measures it and shows what it misreads.",
            data, epochs, seed, batch, augment, save, threads, layers);
        return command.Run(arguments, (result, stop) => new Session(
            new Settings(
                result.GetValue(data),
                result.GetValue(epochs),
                result.GetValue(seed),
                result.GetValue(batch),
                result.GetValue(augment),
                result.GetValue(save),
                result.GetValue(threads),
                result.GetValue(layers)),
            stop));
    }
}
