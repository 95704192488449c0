using System;
using System.IO;

namespace CnnGen;

/// <summary>A file that grows by whole records. Each is given to the system in one write, so that it is there when the process ends however it ends.</summary>
/// <remarks>Where a write fails, what it left is cut off before the next one.</remarks>
internal sealed class AppendedFile : IDisposable
{
    private readonly Func<Stream> _open;
    private readonly Func<Stream, long> _soundLength;
    private readonly ReadOnlyMemory<byte> _head;
    private Stream? _stream;
    private long _length;
    private bool _isDisposed;

    /// <param name="open">Opens the file to read and write, or makes it; without a buffer.</param>
    /// <param name="soundLength">How much of what is there is whole records.</param>
    /// <param name="head">What a file begins with.</param>
    public AppendedFile(Func<Stream> open, Func<Stream, long> soundLength, ReadOnlyMemory<byte> head)
    {
        _open = open;
        _soundLength = soundLength;
        _head = head;
    }

    /// <summary>Opens a file to read and write, or makes it and its folder.</summary>
    public static Stream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Appends a record.</summary>
    /// <exception cref="InvalidDataException">The file is another kind's.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Stream stream = _stream ?? Begin();
        try
        {
            Write(stream, record);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Finds out anew, at the next record, how much of what is there is whole.</summary>
    public void Reopen()
    {
        Close();
        _length = 0;
    }

    public void Dispose()
    {
        _isDisposed = true;
        Close();
    }

    private Stream Begin()
    {
        Stream stream = _open();
        try
        {
            // Known of a file of which a write failed, unless somebody has put another one in its place.
            _length = _length > 0 && stream.Length >= _length ? _length : _soundLength(stream);
            stream.SetLength(_length);
            stream.Position = _length;
            if (_length == 0)
            {
                Write(stream, _head.Span);
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        return _stream = stream;
    }

    private void Write(Stream stream, ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _length += bytes.Length;
    }

    private void Close()
    {
        Stream? stream = _stream;
        _stream = null;
        stream?.Dispose();
    }
}
