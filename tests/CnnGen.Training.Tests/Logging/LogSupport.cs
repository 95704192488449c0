using System;
using System.IO;

namespace CnnGen.Training.Tests;

/// <summary>Progress as a trainer would tell it, and a disk that is full.</summary>
internal static class LogSupport
{
    public static TrainingProgress At(int epoch, int step, double loss = 0.5) => new(
        epoch, 3, step, 10, step * 4, loss, 0.25, 0.001, TimeSpan.FromSeconds(1.5), TimeSpan.Zero, IsEpochEnd: false, null, null)
    {
        TotalEpochs = epoch,
        TotalSteps = ((epoch - 1) * 10) + step,
    };

    public static TrainingProgress EndOf(int epoch, double? validationLoss = 0.75) => At(epoch, 10) with
    {
        IsEpochEnd = true,
        ValidationLoss = validationLoss,
        ValidationAccuracy = validationLoss is null ? null : 0.125,
    };

    /// <summary>A file on a disk with so much room.</summary>
    public static FullDiskStream OnFullDisk(string path, Func<long> room) => new(AppendedFile.Open(path), room);
}

/// <summary>A file that takes what there is room for and then fails, as one on a disk that is full.</summary>
internal sealed class FullDiskStream(Stream file, Func<long> room) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value) => file.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int fits = (int)Math.Clamp(room() - Length, 0, buffer.Length);
        file.Write(buffer[..fits]);
        if (fits < buffer.Length)
        {
            throw new IOException("No space left on device");
        }
    }

    protected override void Dispose(bool disposing) => file.Dispose();
}
