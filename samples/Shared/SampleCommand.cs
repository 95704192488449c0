using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;

namespace Samples;

/// <summary>A sample as a program: reads its options, runs it, and says in one line on the error stream what is wrong.</summary>
/// <param name="name">How its lines on the error stream begin.</param>
/// <param name="description">What it does, for <c>--help</c>.</param>
/// <param name="options">Its options, in the order in which they are listed.</param>
public sealed class SampleCommand(string name, string description, params IReadOnlyList<Option> options)
{
    private const int WrongUsage = 2;
    private const int Failure = 2;
    private const int SignalBase = 128;

    private readonly RootCommand _command = new(description);
    private readonly List<Func<ParseResult, string?>> _checks = [];

    /// <summary>Lets the options come together or not at all.</summary>
    public void ExpectTogether(params IReadOnlyList<Option> together) => _checks.Add(result =>
    {
        string[] missing = [.. together.Where(option => result.GetResult(option) is null).Select(option => option.Name)];
        return missing.Length == 0 || missing.Length == together.Count
            ? null
            : $"{string.Join(" and ", missing)} is missing; expected {string.Join(" and ", together.Select(option => option.Name))}, or neither";
    });

    /// <summary>Lets an option come only without any of others, which it leaves nothing to do for.</summary>
    public void ExpectAlone(Option option, params IReadOnlyList<Option> others) => _checks.Add(result =>
    {
        Option? other = result.GetResult(option) is null ? null : others.FirstOrDefault(candidate => result.GetResult(candidate) is { Implicit: false });
        return other is null ? null : $"{option.Name} and {other.Name} do not go together; expected one of them";
    });

    /// <summary>Lets an option come only with another one.</summary>
    public void ExpectWith(Option option, Option needed) => _checks.Add(result =>
        result.GetResult(option) is not null && result.GetResult(needed) is null ? $"{option.Name} needs {needed.Name}, which is missing" : null);

    /// <summary>Lets no two of the options name the same file.</summary>
    public void ExpectDifferent(params IReadOnlyList<Option<string?>> places) => _checks.Add(result =>
    {
        IGrouping<string, Option<string?>>? same = places
            .Where(option => result.GetValue(option) is not null)
            .GroupBy(option => Path.GetFullPath(result.GetValue(option)!), StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        return same is null ? null : $"{string.Join(" and ", same.Select(option => option.Name))} are both '{same.Key}'; expected different files";
    });

    /// <summary>Reads the options and runs what they ask for.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="open">Makes the session of the options, which a signal cancels.</param>
    /// <returns>The exit code.</returns>
    public int Run(string[] arguments, Func<ParseResult, CancellationToken, ISession> open)
    {
        foreach (Option option in options)
        {
            _command.Add(option);
        }

        _command.SetAction(result => Run(stop => open(result, stop)));

        // Without response files: an argument that begins with @ is a mistake like any other.
        ParseResult parsed = _command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (FaultOf(parsed) is { } fault)
        {
            Complain(fault);
            return WrongUsage;
        }

        // An exception that nobody expects is a bug of the program, and its trace is wanted.
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>What is wrong with the command line; null where nothing is.</summary>
    private string? FaultOf(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0
            ? $"'{parsed.UnmatchedTokens[0]}' is not an option; expected {string.Join(", ", options.Select(option => option.Name))} or --help"
        : parsed.Errors.Count > 0 ? parsed.Errors[0].Message
        : _checks.Select(check => check(parsed)).FirstOrDefault(static fault => fault is not null);

    private int Run(Func<CancellationToken, ISession> open)
    {
        using StopSignals signals = new();
        ISession session = open(signals.Token);
        try
        {
            session.Run();
            return 0;
        }
        catch (OperationCanceledException) when (signals.First is not null)
        {
            Complain($"stopped {session.State}");
            return SignalBase + signals.First.Value;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or NotFiniteNumberException)
        {
            Complain(exception.Message);
            return Failure;
        }
    }

    /// <summary>Says what is wrong, in one line whatever is in the message.</summary>
    public void Complain(string message) =>
        Console.Error.WriteLine($"{name}: {new string([.. message.Select(character => char.IsControl(character) ? ' ' : character)])}");
}
