using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using Digits;

const int Failure = 2;
const int Cancelled = 130;

Option<string?> data = new("--data") { Description = "A folder with MNIST's four IDX files, gzipped or not. Without it the program makes digits itself.", HelpName = "FOLDER" };
Option<int> epochs = new("--epochs") { Description = "Passes over the training set.", DefaultValueFactory = _ => 5 };
Option<ulong> seed = new("--seed") { Description = "Fixes everything that is random.", DefaultValueFactory = _ => 1 };
Option<int> batch = new("--batch") { Description = "Samples of a training step.", DefaultValueFactory = _ => 32 };
Option<string?> save = new("--save") { Description = "Where to keep the trained weights, as safetensors.", HelpName = "FILE" };
Option<int> threads = new("--threads") { Description = "Threads that train.", DefaultValueFactory = _ => Environment.ProcessorCount };
foreach (Option<int> option in new[] { epochs, batch, threads })
{
    option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
        {
            result.AddError($"{option.Name} is {value}; it must be at least 1");
        }
    });
}

RootCommand command = new("Trains LeNet-5 on handwritten digits, then measures it and shows what it misreads.") { data, epochs, seed, batch, save, threads };
ParseResult arguments = command.Parse(args);
if (arguments.Errors.Count > 0)
{
    Console.Error.WriteLine($"digits: {arguments.Errors[0].Message}");
    return Failure;
}

command.SetAction((result, cancellation) =>
{
    Settings settings = new(
        result.GetValue(data), result.GetValue(epochs), result.GetValue(seed), result.GetValue(batch), result.GetValue(save), result.GetValue(threads));
    return System.Threading.Tasks.Task.Run(() => Run(settings, cancellation), CancellationToken.None);
});
return await arguments.InvokeAsync();

static int Run(Settings settings, CancellationToken cancellation)
{
    try
    {
        Session.Run(settings, cancellation);
        return 0;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("digits: stopped");
        return Cancelled;
    }
    catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"digits: {exception.Message}");
        return Failure;
    }
}
