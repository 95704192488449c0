using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace Samples;

/// <summary>The kinds of options that samples have. Each says what it expected where its value is none.</summary>
public static class SampleOptions
{
    private const string NoFault = "";

    /// <summary>Passes over the training set.</summary>
    public static Option<int> Epochs(int standard) => Whole("--epochs", "Passes over the training set.", standard, 1, 10_000);

    /// <summary>What everything random follows from.</summary>
    public static Option<ulong> Seed() => Whole("--seed", "Fixes everything that is random.", 1UL, ulong.MinValue, ulong.MaxValue);

    /// <summary>Samples of a step.</summary>
    public static Option<int> Batch(int standard) => Whole("--batch", "Samples of a training step.", standard, 1, 10_000);

    /// <summary>Threads that train.</summary>
    public static Option<int> Threads() => Whole("--threads", "Threads that train.", Environment.ProcessorCount, 1, 1_000);

    /// <summary>Where trained weights are kept.</summary>
    public static Option<string?> Save() => FileToWrite(
        "--save", "Where to keep the trained weights, as safetensors; those so far where Ctrl+C ends the training.");

    /// <summary>A whole number of a range.</summary>
    public static Option<T> Whole<T>(string name, string description, T standard, T least, T most)
        where T : struct, IBinaryInteger<T>
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {least} to {most}");
        Option<T> option = Create(name, "NUMBER", description, expected, text =>
            T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most
                ? (value, null)
                : (value, NoFault));
        option.DefaultValueFactory = _ => standard;
        return option;
    }

    /// <summary>A number of a range, or null where none is given.</summary>
    public static Option<double?> Real(string name, string description, double least, double most)
    {
        string expected = string.Create(CultureInfo.InvariantCulture, $"expected a number from {least} to {most}");
        return Create<double?>(name, "NUMBER", description, expected, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most
                ? (value, null)
                : (null, NoFault));
    }

    /// <summary>One of several words, the first unless told.</summary>
    public static Option<string> Choice(string name, string description, params IReadOnlyList<string> words)
    {
        Option<string> option = Create(
            name, string.Join('|', words), description, $"expected {string.Join(" or ", words)}", text => (text, words.Contains(text) ? null : NoFault));
        option.DefaultValueFactory = _ => words[0];
        return option;
    }

    /// <summary>A file to write.</summary>
    public static Option<string?> FileToWrite(string name, string description) =>
        Place(name, "FILE", description, "expected a file to write, in a folder that exists", Places.FaultOfFileToWrite);

    /// <summary>A path, or null where none is given.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="helpName">What its value is called.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="expected">What a value should have been: <c>expected a folder</c>.</param>
    /// <param name="fault">What is wrong with a path, one of <see cref="Places"/>.</param>
    public static Option<string?> Place(string name, string helpName, string description, string expected, Func<string, string?> fault) =>
        Create<string?>(name, helpName, description, expected, path => (path, fault(path) is { } found ? $", {found}" : null));

    /// <summary>Files to read, any number of them behind one another.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What they are for.</param>
    /// <param name="expected">What they should have been: <c>expected images</c>.</param>
    public static Option<string[]> Files(string name, string description, string expected)
    {
        Option<string[]> option = new(name) { Description = description, HelpName = "FILES", Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = true };
        option.Validators.Add(result =>
        {
            string? wrong = result.Tokens.Count == 0
                ? $"{name} has no value"
                : result.Tokens.Select(static token => token.Value).Where(static path => Places.FaultOfFile(path) is not null)
                    .Select(path => $"{name} is '{path}', {Places.FaultOfFile(path)}").FirstOrDefault();
            if (wrong is not null)
            {
                result.AddError($"{wrong}; {expected}");
            }
        });
        return option;
    }

    /// <summary>Something that is done only where the option stands.</summary>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option whose text is read to a value, or to what is wrong with it.</summary>
    private static Option<T> Create<T>(string name, string helpName, string description, string expected, Func<string, (T Value, string? Fault)> read)
    {
        Option<T> option = new(name)
        {
            Description = description,
            HelpName = helpName,

            // It may come without a value, so that this can say what was expected.
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                (T value, string? fault) = read(text);
                if (fault is not null)
                {
                    result.AddError($"{name} is '{text}'{fault}; {expected}");
                }

                return value;
            },
        };
        option.Validators.Add(result =>
        {
            if (result.IdentifierToken is not null && result.Tokens.Count == 0)
            {
                result.AddError($"{name} has no value; {expected}");
            }
        });
        return option;
    }
}
