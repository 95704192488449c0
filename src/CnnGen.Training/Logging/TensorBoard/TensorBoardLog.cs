using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Threading;

namespace CnnGen;

/// <summary>A log of event files that TensorBoard shows: scalars, and the histograms and images that are given to it.</summary>
/// <remarks>
/// Each log writes a file of its own, as TensorBoard demands of writers; a run that goes on opens another log in the same folder, and TensorBoard
/// joins them. Steps give train/loss, train/accuracy and train/learning_rate, ends of epochs epoch/loss, epoch/accuracy, validation/loss and
/// validation/accuracy.
/// </remarks>
public sealed class TensorBoardLog : TrainingLog
{
    private static int _logs;

    private readonly AppendedFile _file;
    private readonly ArrayBufferWriter<byte> _record = new();
    private readonly ProtoMessage _event = new();
    private readonly ProtoMessage _summary = new();
    private readonly ProtoMessage _value = new();
    private readonly ProtoMessage _content = new();
    private ValueHistogram? _histogram;

    /// <summary>A log in a folder, which is made with its file when the first event is written.</summary>
    /// <param name="folder">The run's folder: TensorBoard's <c>--logdir</c> is this one or one around it.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public TensorBoardLog(string folder)
        : this(folder, AppendedFile.Open)
    {
    }

    internal TensorBoardLog(string folder, Func<string, Stream> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Path = System.IO.Path.Combine(folder, FileName());
        _file = new AppendedFile(() => open(Path), static _ => 0, FirstRecord());
    }

    /// <summary>The event file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    /// <inheritdoc/>
    protected override void Write(in TrainingLogEntry entry)
    {
        _summary.Clear();
        if (entry.IsEpochEnd)
        {
            Add("epoch/loss", entry.Loss);
            Add("epoch/accuracy", entry.Accuracy);
            Add("validation/loss", entry.ValidationLoss);
            Add("validation/accuracy", entry.ValidationAccuracy);
        }
        else
        {
            Add("train/loss", entry.Loss);
            Add("train/accuracy", entry.Accuracy);
            Add("train/learning_rate", entry.LearningRate);
        }

        AppendSummary(entry.Step);
    }

    /// <inheritdoc/>
    protected override void WriteScalar(string name, double value, long step)
    {
        _summary.Clear();
        Add(name, value);
        AppendSummary(step);
    }

    /// <inheritdoc/>
    protected override void WriteHistogram(string name, ReadOnlySpan<float> values, long step)
    {
        ValueHistogram histogram = _histogram ??= new ValueHistogram();
        histogram.Set(values);
        if (histogram.Count == 0)
        {
            return;
        }

        _content.Clear();
        _content.Double(EventFields.HistogramMinimum, histogram.Minimum);
        _content.Double(EventFields.HistogramMaximum, histogram.Maximum);
        _content.Double(EventFields.HistogramCount, histogram.Count);
        _content.Double(EventFields.HistogramSum, histogram.Sum);
        _content.Double(EventFields.HistogramSquareSum, histogram.SquareSum);
        _content.Doubles(EventFields.HistogramLimits, histogram.UpperLimits);
        _content.Doubles(EventFields.HistogramCounts, histogram.Counts);
        AppendContent(name, EventFields.ValueHistogram, step);
    }

    /// <inheritdoc/>
    protected override void WriteImage(string name, PngHeader header, ReadOnlySpan<byte> png, long step)
    {
        _content.Clear();
        _content.Integer(EventFields.ImageHeight, header.Height);
        _content.Integer(EventFields.ImageWidth, header.Width);
        _content.Integer(EventFields.ImageColorspace, header.Channels);
        _content.Bytes(EventFields.ImageBytes, png);
        AppendContent(name, EventFields.ValueImage, step);
    }

    // TensorBoard leaves out what the run's other files have from a session's first step on.
    /// <inheritdoc/>
    protected override void DropBehind(long step, bool isEpochEnd)
    {
        _content.Clear().Integer(EventFields.SessionStatus, EventFields.SessionStart);
        AppendEvent(step + 1, EventFields.SessionLog, _content.Written);
    }

    private static double WallTime => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    // Readers look for "tfevents"; the rest tells runs apart and sorts them by their time.
    private static string FileName() => string.Create(
        CultureInfo.InvariantCulture,
        $"events.out.tfevents.{(long)WallTime:D10}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref _logs)}");

    private static byte[] FirstRecord()
    {
        ProtoMessage message = new();
        message.Double(EventFields.WallTime, WallTime);
        message.Bytes(EventFields.FileVersion, "brain.Event:2"u8);
        ArrayBufferWriter<byte> record = new();
        RecordFrame.Write(record, message.Written);
        return record.WrittenSpan.ToArray();
    }

    private void Add(string tag, double? number)
    {
        if (number is { } value)
        {
            _value.Clear().Text(EventFields.ValueTag, tag);
            _value.Float(EventFields.ValueScalar, (float)value);
            _summary.Bytes(EventFields.SummaryValue, _value.Written);
        }
    }

    private void AppendContent(string tag, int field, long step)
    {
        _value.Clear().Text(EventFields.ValueTag, tag);
        _value.Bytes(field, _content.Written);
        _summary.Clear().Bytes(EventFields.SummaryValue, _value.Written);
        AppendSummary(step);
    }

    private void AppendSummary(long step) => AppendEvent(step, EventFields.Summary, _summary.Written);

    private void AppendEvent(long step, int field, ReadOnlySpan<byte> content)
    {
        _event.Clear().Double(EventFields.WallTime, WallTime);
        _event.Integer(EventFields.Step, step);
        _event.Bytes(field, content);
        _record.ResetWrittenCount();
        RecordFrame.Write(_record, _event.Written);
        _file.Append(_record.WrittenSpan);
    }
}
