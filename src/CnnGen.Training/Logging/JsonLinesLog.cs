using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CnnGen;

/// <summary>A log of JSON objects, one a line: <c>{"event":"step","epoch":1,"step":20,"loss":0.41,...}</c>.</summary>
/// <remarks>
/// What is not there is left out. JSON has no NaN and infinity: they are the strings "NaN", "Infinity" and "-Infinity". A file that is there is
/// gone on with behind its last whole line.
/// </remarks>
public sealed class JsonLinesLog : TrainingLog
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LineFile _file;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>A log in a file, which is opened or made, with its folder, when the first line is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public JsonLinesLog(string path)
        : this(path, () => AppendedFile.Open(path))
    {
    }

    internal JsonLinesLog(string path, Func<Stream> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _file = new LineFile(open, path, "{\"event\":"u8.ToArray(), ReadOnlyMemory<byte>.Empty);
        _json = new Utf8JsonWriter(_line, Options);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    /// <inheritdoc/>
    protected override void Write(in TrainingLogEntry entry)
    {
        Begin(entry.IsEpochEnd ? "epoch"u8 : "step"u8);
        _json.WriteNumber("epoch"u8, entry.Epoch);
        _json.WriteNumber("step"u8, entry.Step);
        Number("loss"u8, entry.Loss);
        Number("accuracy"u8, entry.Accuracy);
        Number("learning_rate"u8, entry.LearningRate);
        Number("validation_loss"u8, entry.ValidationLoss);
        Number("validation_accuracy"u8, entry.ValidationAccuracy);
        Number("seconds"u8, entry.Seconds);
        End();
    }

    /// <inheritdoc/>
    protected override void WriteScalar(string name, double value, long step)
    {
        Begin("scalar"u8);
        _json.WriteString("name"u8, name);
        _json.WriteNumber("step"u8, step);
        Number("value"u8, value);
        End();
    }

    /// <inheritdoc/>
    protected override void DropBehind(long step, bool isEpochEnd) => _file.DropLast(line =>
    {
        try
        {
            using JsonDocument entry = JsonDocument.Parse(Encoding.UTF8.GetString(line));
            return IsBehind(entry.RootElement.GetProperty("step").GetInt64(), entry.RootElement.GetProperty("event").ValueEquals("epoch"), step, isEpochEnd);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    });

    private void Begin(ReadOnlySpan<byte> name)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("event"u8, name);
    }

    private void Number(ReadOnlySpan<byte> name, double? value)
    {
        if (value is not { } number)
        {
            return;
        }

        if (double.IsFinite(number))
        {
            _json.WriteNumber(name, number);
        }
        else
        {
            _json.WriteString(name, double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8);
        }
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        _file.Append(_line.WrittenSpan);
    }
}
