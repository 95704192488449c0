using System;
using System.IO;

namespace CnnGen;

/// <summary>A log's file of lines. One that is there is gone on with behind its last whole line.</summary>
internal sealed class LineFile : IDisposable
{
    private const int BlockBytes = 4096;

    private readonly AppendedFile _file;
    private readonly string _path;
    private readonly ReadOnlyMemory<byte> _start;
    private LineCondition? _isDropped;

    /// <param name="open">Opens it.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="start">What one that is not empty begins with: another one is somebody else's and stays as it is.</param>
    /// <param name="head">What a new one begins with.</param>
    public LineFile(Func<Stream> open, string path, ReadOnlyMemory<byte> start, ReadOnlyMemory<byte> head)
    {
        _path = path;
        _start = start;
        _file = new AppendedFile(open, SoundLength, head);
    }

    /// <summary>Says something of a line, which comes without its end.</summary>
    public delegate bool LineCondition(ReadOnlySpan<byte> line);

    /// <summary>Appends a line with its end.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        _file.Append(line);
        _isDropped = null;
    }

    /// <summary>Goes on in front of the last lines of what is there, as many as a condition holds for.</summary>
    public void DropLast(LineCondition isDropped)
    {
        _isDropped = isDropped;
        _file.Reopen();
    }

    public void Dispose() => _file.Dispose();

    private long SoundLength(Stream stream)
    {
        // Less than the start is what a process left that was killed at its first write.
        byte[] found = new byte[_start.Length];
        int count = stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        if (!_start.Span.StartsWith(found.AsSpan(0, count)))
        {
            throw new InvalidDataException($"'{_path}' is there and is not a training log of this kind; it is left as it is");
        }

        long end = BehindLastLine(stream, stream.Length);
        while (_isDropped is { } isDropped && end > 0 && BehindLastLine(stream, end - 1) is var first && isDropped(Line(stream, first, end - 1)))
        {
            end = first;
        }

        return end;
    }

    private static byte[] Line(Stream stream, long first, long end)
    {
        byte[] line = new byte[end - first];
        stream.Position = first;
        stream.ReadExactly(line);
        return line;
    }

    /// <summary>Where the last line ends in front of a place; 0 where none does.</summary>
    private static long BehindLastLine(Stream stream, long place)
    {
        byte[] block = new byte[BlockBytes];
        for (long end = place; end > 0;)
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
