using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace CnnGen;

/// <summary>A log of comma-separated values: a line a step and a line an epoch, under one line of headings.</summary>
/// <remarks>
/// Numbers are written in full and with a point, whatever the culture; what is not there is empty. A file that is there is gone on with behind
/// its last whole line.
/// </remarks>
public sealed class CsvLog : TrainingLog
{
    private const string Headings = "event,epoch,step,loss,accuracy,learning_rate,validation_loss,validation_accuracy,seconds";
    private const string StepEvent = "step";
    private const string EpochEvent = "epoch";
    private const int Columns = 9;
    private const int LongestNumber = 32;

    private static readonly byte[] Head = Encoding.ASCII.GetBytes(Headings + "\n");

    private readonly LineFile _file;
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>A log in a file, which is opened or made, with its folder, when the first line is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public CsvLog(string path)
        : this(path, () => AppendedFile.Open(path))
    {
    }

    internal CsvLog(string path, Func<Stream> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _file = new LineFile(open, path, Head, Head);
    }

    /// <summary>Reads a log's entries. A last line that was not written to its end is left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not such a log; the message has the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<TrainingLogEntry> Read(string path)
    {
        string[] lines = ReadText(path).Split('\n');
        if (lines[0] != Headings)
        {
            throw new InvalidDataException($"'{path}' is not a training log; its first line should be '{Headings}'");
        }

        // Behind the last line break is nothing, or a line without its end.
        List<TrainingLogEntry> entries = [];
        for (int line = 1; line < lines.Length - 1; line++)
        {
            try
            {
                entries.Add(Parse(lines[line]));
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                throw new InvalidDataException($"line {line + 1} of '{path}' is not one of a training log: '{lines[line]}'", exception);
            }
        }

        return entries;
    }

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    /// <inheritdoc/>
    protected override void Write(in TrainingLogEntry entry)
    {
        _line.ResetWrittenCount();
        _line.Write(entry.IsEpochEnd ? "epoch"u8 : "step"u8);
        Append(entry.Epoch);
        Append(entry.Step);
        Append(entry.Loss);
        Append(entry.Accuracy);
        Append(entry.LearningRate);
        Append(entry.ValidationLoss);
        Append(entry.ValidationAccuracy);
        Append(entry.Seconds);
        _line.Write("\n"u8);
        _file.Append(_line.WrittenSpan);
    }

    /// <inheritdoc/>
    protected override void DropBehind(long step, bool isEpochEnd) => _file.DropLast(line =>
    {
        try
        {
            TrainingLogEntry entry = Parse(Encoding.UTF8.GetString(line));
            return IsBehind(entry.Step, entry.IsEpochEnd, step, isEpochEnd);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    });

    // Of a log that a training may be writing.
    private static string ReadText(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private void Append<T>(T number)
        where T : struct, IUtf8SpanFormattable
    {
        _line.Write(","u8);
        number.TryFormat(_line.GetSpan(LongestNumber), out int written, default, CultureInfo.InvariantCulture);
        _line.Advance(written);
    }

    private void Append(double? number)
    {
        if (number is { } value)
        {
            Append(value);
        }
        else
        {
            _line.Write(","u8);
        }
    }

    private static TrainingLogEntry Parse(string line)
    {
        string[] cells = line.Split(',');
        if (cells.Length != Columns || cells[0] is not (StepEvent or EpochEvent))
        {
            throw new FormatException();
        }

        return new TrainingLogEntry(
            cells[0] == EpochEvent,
            int.Parse(cells[1], CultureInfo.InvariantCulture),
            long.Parse(cells[2], CultureInfo.InvariantCulture),
            Number(cells[3]),
            Number(cells[4]),
            Number(cells[5]),
            cells[6].Length == 0 ? null : Number(cells[6]),
            cells[7].Length == 0 ? null : Number(cells[7]),
            Number(cells[8]));
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
