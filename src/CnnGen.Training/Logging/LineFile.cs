using System;
using System.IO;

namespace CnnGen;

/// <summary>How a log of lines goes on in a file that is there: behind its last whole line.</summary>
internal static class LineFile
{
    private const int BlockBytes = 4096;

    /// <summary>A file of lines.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="start">What one that is not empty begins with: another one is somebody else's and stays as it is.</param>
    /// <param name="head">What a new one begins with.</param>
    public static AppendedFile Create(Func<Stream> open, string path, ReadOnlyMemory<byte> start, ReadOnlyMemory<byte> head) =>
        new(open, stream => SoundLength(stream, path, start.Span), head);

    private static long SoundLength(Stream stream, string path, ReadOnlySpan<byte> start)
    {
        // Less than the start is what a process left that was killed at its first write.
        byte[] found = new byte[start.Length];
        int count = stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        if (!start.StartsWith(found.AsSpan(0, count)))
        {
            throw new InvalidDataException($"'{path}' is there and is not a training log of this kind; it is left as it is");
        }

        return BehindLastLine(stream);
    }

    private static long BehindLastLine(Stream stream)
    {
        byte[] block = new byte[BlockBytes];
        for (long end = stream.Length; end > 0;)
        {
            long first = Math.Max(0, end - block.Length);
            Span<byte> bytes = block.AsSpan(0, (int)(end - first));
            stream.Position = first;
            stream.ReadExactly(bytes);
            int last = bytes.LastIndexOf((byte)'\n');
            if (last >= 0)
            {
                return first + last + 1;
            }

            end = first;
        }

        return 0;
    }
}
