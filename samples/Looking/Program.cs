using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using CnnGen;
using Looking;

const int Failure = 2;
const int SyntheticImages = 4000;
const int ShownImages = 1000;

Option<string> which = new("--network") { Description = "lenet5, on digits, or convnetjs, on CIFAR-10.", DefaultValueFactory = static _ => "lenet5" };
which.AcceptOnlyFromAmong("lenet5", "convnetjs");
Option<string?> data = new("--data") { Description = "A folder with MNIST's IDX files, or CIFAR-10's binary ones; without it the program makes images itself." };
Option<string?> weights = new("--weights") { Description = "The network's weights, as safetensors; without it the program trains briefly." };
Option<string> folder = new("--out") { Description = "The folder that receives the pictures.", DefaultValueFactory = static _ => "looking" };
Option<int> image = new("--image") { Description = "Which of the test images is looked at.", DefaultValueFactory = static _ => 0 };
Option<int> epochs = new("--epochs") { Description = "Passes over the training images, where there are no weights.", DefaultValueFactory = static _ => 4 };
RootCommand command = new("Shows what LeNet-5 and ConvNetJS's network have learnt and where they look, as PNG files.") { which, data, weights, folder, image, epochs };
command.SetAction(result =>
{
    try
    {
        if (result.GetValue(which) == "lenet5")
        {
            Show<LeNet5>(result, train => Images(result, train, 1, 28, static (path, isTrain) => IdxDataset.LoadFolder(path, isTrain)), "relu1", "relu2");
        }
        else
        {
            Show<ConvNetJs>(result, train => Images(result, train, 3, 32, static (path, isTrain) => CifarDataset.LoadFolder(path, isTrain)), "relu1", "relu2", "relu3");
        }

        return 0;
    }
    catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"looking: {exception.Message}");
        return Failure;
    }
});
return command.Parse(args).Invoke();

void Show<T>(ParseResult options, Func<bool, Dataset> images, params string[] layers)
    where T : class, ITrainableNetwork<T>, IInspectedNetwork<T>
{
    Dataset test = images(false);
    int shown = options.GetValue(image);
    if ((uint)shown >= (uint)test.Count)
    {
        throw new InvalidDataException($"there is no image {shown}; there are 0 to {test.Count - 1}");
    }

    string? file = options.GetValue(weights);
    using T network = file is null ? Train<T>(images(true), options.GetValue(epochs)) : T.Load(file);
    Console.WriteLine($"{T.Info.Name}: {Evaluator.Evaluate(network, test).Accuracy:P1} of {test.Count} test images right");
    string path = Directory.CreateDirectory(options.GetValue(folder)!).FullName;
    new Album(path).Write(network, test.Subset([.. Enumerable.Range(0, Math.Min(test.Count, Math.Max(ShownImages, shown + 1)))]), shown, layers);
    Console.WriteLine($"pictures of image {shown}, a {test.Label(shown)}, are in {path}");
}

static T Train<T>(Dataset train, int epochs)
    where T : class, ITrainableNetwork<T>
{
    T network = T.Create(seed: 1);
    using Trainer<T> trainer = new(network, new TrainerOptions { BatchSize = 32, Optimizer = new Adam(1e-3f), Threads = Environment.ProcessorCount });
    trainer.Fit(train, validation: null, epochs);
    return network;
}

Dataset Images(ParseResult options, bool train, int channels, int side, Func<string, bool, Dataset> read) => options.GetValue(data) is { } path
    ? read(path, train)
    : SegmentDigits.Make(train ? SyntheticImages : ShownImages, channels, side, seed: train ? 1 : 2);
