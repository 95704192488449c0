using System;
using System.CommandLine;
using System.Threading;
using Samples;

namespace Transfer;

/// <summary>The program's options.</summary>
internal static class CommandLine
{
    /// <summary>Reads the options and runs the program with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        Option<string?> data = SampleOptions.Place(
            "--data", "FOLDER", "A folder with a folder of images for each kind. Without it the program makes pictures itself.", "expected a folder", Places.FaultOfFolder);
        Option<string?> test = SampleOptions.Place(
            "--test", "FOLDER", "Images to test with, in folders of the same names. Without it some of --data's are held out.", "expected a folder", Places.FaultOfFolder);
        Option<string?> weights = SampleOptions.Place(
            "--weights",
            "FILE",
            "A checkpoint of ResNet-18 with torchvision's names, as safetensors. Without it a small network is trained on shapes first.",
            "expected a safetensors file",
            Places.FaultOfFile);
        Option<string> unfreeze = SampleOptions.Choice("--unfreeze", "What is trained after the head, at a lower rate: the body from this stage on.", Stages.Names);
        Option<int> epochs = SampleOptions.Epochs(60);
        Option<int> tuningEpochs = SampleOptions.Whole("--tuning-epochs", "Passes over the pictures that train what is not frozen.", 5, 1, 10_000);
        Option<bool> compare = SampleOptions.Switch("--compare", "Trains the network from scratch too. So without --weights.");
        Option<ulong> seed = SampleOptions.Seed();
        Option<int> batch = SampleOptions.Batch(16);
        Option<int> threads = SampleOptions.Threads();
        Option<string?> save = SampleOptions.FileToWrite("--save", "Where to keep the network, with its kinds, as safetensors.");
        Option<string?> model = SampleOptions.Place(
            "--model", "FILE", "A network that --save wrote. Nothing is trained: it classifies images.", "expected a file that --save wrote", Places.FaultOfFile);
        Option<string[]> classify = SampleOptions.Files("--classify", "Images to classify.", "expected images");

        SampleCommand command = new(
            "transfer",
            "Gives a trained network a new head, for the kinds of a folder of images.",
            data, test, weights, unfreeze, epochs, tuningEpochs, compare, seed, batch, threads, save, model, classify);
        command.ExpectWith(test, data);
        command.ExpectWith(weights, data);
        command.ExpectWith(model, classify);
        command.ExpectAlone(model, data, test, weights, unfreeze, epochs, tuningEpochs, compare, seed, batch, save);
        command.ExpectDifferent(weights, save);
        return command.Run(arguments, (result, stop) => Open(
            new Settings(
                result.GetValue(data),
                result.GetValue(test),
                result.GetValue(weights),
                result.GetValue(unfreeze)!,
                result.GetValue(epochs),
                result.GetValue(tuningEpochs),
                result.GetValue(compare) || result.GetValue(weights) is null,
                result.GetValue(seed),
                result.GetValue(batch),
                result.GetValue(threads),
                result.GetValue(save),
                result.GetValue(model),
                result.GetValue(classify) ?? []),
            command.Complain,
            stop));
    }

    private static ISession Open(Settings settings, Action<string> warn, CancellationToken stop) =>
        settings.Model is not null ? new ClassifySession(settings, stop)
        : settings.Weights is not null ? new Session<ResNet18, ResNet18Head>(Recipe.ResNet18, settings, warn, stop)
        : new Session<SmallResNet, SmallHead>(Recipe.Small, settings, warn, stop);
}
