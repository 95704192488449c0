using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace Digits;

/// <summary>The program's options, and what is said of a wrong one: one line on the error stream.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;
    private const int MostEpochs = 10_000;
    private const int LargestBatch = 10_000;
    private const int MostThreads = 1_000;

    /// <summary>Reads the options and runs the program with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, Func<Settings, int> run)
    {
        Option<string?> data = Place(
            "--data",
            "FOLDER",
            "A folder with MNIST's four IDX files, gzipped or not. Without it the program makes digits itself.",
            "expected a folder with MNIST's four IDX files",
            Places.FaultOfData);
        Option<int> epochs = Number("--epochs", "Passes over the training set.", 5, 1, MostEpochs);
        Option<ulong> seed = Number("--seed", "Fixes everything that is random.", 1UL, ulong.MinValue, ulong.MaxValue);
        Option<int> batch = Number("--batch", "Samples of a training step.", 32, 1, LargestBatch);
        Option<bool> augment = new("--augment") { Description = "Moves, turns and stretches each training picture a little, differently each time: for many epochs.", Arity = ArgumentArity.Zero };
        Option<string?> save = Place(
            "--save",
            "FILE",
            "Where to keep the trained weights, as safetensors; those so far where Ctrl+C ends the training.",
            "expected a file to write, in a folder that exists",
            Places.FaultOfSave);
        Option<int> threads = Number("--threads", "Threads that train.", Environment.ProcessorCount, 1, MostThreads);
        Option<bool> layers = new("--layers") { Description = "Shows all columns of the layer table.", Arity = ArgumentArity.Zero };
        Option[] options = [data, epochs, seed, batch, augment, save, threads, layers];

        RootCommand command = new("Trains LeNet-5 on handwritten digits, then measures it and shows what it misreads.");
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(result => run(new Settings(
            result.GetValue(data),
            result.GetValue(epochs),
            result.GetValue(seed),
            result.GetValue(batch),
            result.GetValue(augment),
            result.GetValue(save),
            result.GetValue(threads),
            result.GetValue(layers))));

        // Without response files: an argument that begins with @ is a mistake like any other.
        ParseResult parsed = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.UnmatchedTokens.Count > 0)
        {
            Complain($"'{parsed.UnmatchedTokens[0]}' is not an option; expected {string.Join(", ", options.Select(option => option.Name))} or --help");
            return WrongUsage;
        }

        if (parsed.Errors.Count > 0)
        {
            Complain(parsed.Errors[0].Message);
            return WrongUsage;
        }

        // An exception that nobody expects is a bug of the program, and its trace is wanted.
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Says what is wrong, in one line whatever is in the message.</summary>
    public static void Complain(string message) =>
        Console.Error.WriteLine($"digits: {new string([.. message.Select(character => char.IsControl(character) ? ' ' : character)])}");

    private static Option<T> Number<T>(string name, string description, T standard, T least, T most)
        where T : struct, IBinaryInteger<T>
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {least} to {most}");
        Option<T> option = new(name)
        {
            Description = description,
            HelpName = "NUMBER",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (!T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T value) || value < least || value > most)
                {
                    result.AddError($"{name} is '{text}'; {expected}");
                }

                return value;
            },
        };
        return WithValue(option, expected);
    }

    private static Option<string?> Place(string name, string helpName, string description, string expected, Func<string, string?> fault)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                string path = result.Tokens[0].Value;
                if (fault(path) is { } found)
                {
                    result.AddError($"{name} is '{path}', {found}; {expected}");
                }

                return path;
            },
        };
        return WithValue(option, expected);
    }

    /// <summary>Lets the option come without a value, so that this can say what was expected.</summary>
    private static Option<T> WithValue<T>(Option<T> option, string expected)
    {
        option.Arity = ArgumentArity.ZeroOrOne;
        option.Validators.Add(result =>
        {
            if (result.IdentifierToken is not null && result.Tokens.Count == 0)
            {
                result.AddError($"{option.Name} has no value; {expected}");
            }
        });
        return option;
    }
}
