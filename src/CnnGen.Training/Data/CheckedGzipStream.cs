using System;
using System.IO;
using System.IO.Compression;

namespace CnnGen;

/// <summary>Decompresses a gzip file of one member or several, and finds out whether it is whole.</summary>
/// <remarks>
/// <see cref="GZipStream"/> looks at a member's checksum and length only where it meets them: data that end early, and other bytes
/// behind a member, it takes for the end. So a member with a seal is put behind the file. What is whole is followed by the seal and
/// nothing else; a member that ends early swallows part of the seal and fails, and junk keeps the seal from being reached.
/// </remarks>
internal sealed class CheckedGzipStream : Stream
{
    private const int BufferBytes = 1 << 16;

    // A file of a few megabytes may unpack to gigabytes; looking for damage behind another fault ends here.
    private const long MostSearched = 1L << 28;

    private static readonly byte[] Seal = [.. "CnnGen: the end."u8];
    private static readonly byte[] SealMember = Compress(Seal);

    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private InvalidDataException? _damage;
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>Begins to read.</summary>
    /// <param name="file">The file, which is disposed of with this stream.</param>
    public CheckedGzipStream(Stream file) => _gzip = new GZipStream(new SealedStream(file), CompressionMode.Decompress);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what was compressed.</summary>
    /// <param name="buffer">Receives bytes.</param>
    /// <returns>How many it received: 0 at the end of a file that is whole.</returns>
    /// <exception cref="InvalidDataException">The gzip data is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_damage is not null)
        {
            throw _damage;
        }

        // The last bytes there are may be the seal; only what has as many behind it is handed out.
        if (_end - _start <= Seal.Length && !_isOver)
        {
            Fill();
        }

        int count = Math.Min(buffer.Length, Math.Max(0, _end - _start - Seal.Length));
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads on without keeping anything, to learn whether damage explains what was wrong with the content.</summary>
    /// <exception cref="InvalidDataException">The gzip data is damaged.</exception>
    public void FindDamage()
    {
        byte[] ignored = new byte[BufferBytes];
        int read;
        for (long searched = 0; searched < MostSearched && (read = Read(ignored)) > 0; searched += read)
        {
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        try
        {
            int read = _gzip.ReadAtLeast(_buffer.AsSpan(_end), Seal.Length + 1, throwOnEndOfStream: false);
            _end += read;
            _isOver = read <= Seal.Length;
        }
        catch (InvalidDataException exception)
        {
            throw _damage = new InvalidDataException("the gzip data is damaged; expected what was compressed: get the file anew", exception);
        }

        if (_isOver && !_buffer.AsSpan(Math.Max(0, _end - Seal.Length), Math.Min(Seal.Length, _end)).SequenceEqual(Seal))
        {
            throw _damage = new InvalidDataException(
                "the gzip data is damaged: it ends early, or something that is not gzip follows; expected what was compressed: get the file anew");
        }
    }

    private static byte[] Compress(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>The file, then the member that holds the seal.</summary>
    private sealed class SealedStream(Stream file) : Stream
    {
        private readonly MemoryStream _seal = new(SealMember, writable: false);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer) => file.Read(buffer) is > 0 and int read ? read : _seal.Read(buffer);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
                _seal.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
