using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Reads a safetensors stream tensor by tensor, in pieces, so that a large file is never in memory as a whole.</summary>
/// <remarks>Every length, offset, shape and name is checked before anything is allocated for it. The stream stays open.</remarks>
public sealed class SafetensorsReader
{
    // What the format's own implementation accepts.
    private const ulong LongestHeader = 100_000_000;
    private const int PrefixBytes = sizeof(ulong);
    private const int PieceBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly long _dataStart;
    private readonly SafetensorsEntry[] _tensors;
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private SafetensorsEntry? _current;
    private long _position;
    private byte[]? _piece;

    /// <summary>Reads and checks the header.</summary>
    /// <param name="stream">A stream that begins with a safetensors file; it need not be able to seek.</param>
    /// <exception cref="InvalidDataException">The header is broken or does not fit the data; the message names the tensor.</exception>
    public SafetensorsReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        byte[] start = new byte[ForeignFile.StartBytes];
        int prefixLength = stream.ReadAtLeast(start.AsSpan(0, PrefixBytes), PrefixBytes, throwOnEndOfStream: false);
        if (prefixLength < PrefixBytes)
        {
            string empty = prefixLength == 0 ? ": it is empty" : "";
            throw new InvalidDataException(ForeignFile.Describe(start.AsSpan(0, prefixLength))
                ?? $"the file has {prefixLength} bytes{empty}; expected 8 bytes with the header's length and what follows: get the file anew");
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(start);
        long? remaining = stream.CanSeek ? stream.Length - stream.Position : null;
        if (headerLength > LongestHeader || headerLength > (ulong)(remaining ?? long.MaxValue))
        {
            int startLength = PrefixBytes + stream.ReadAtLeast(start.AsSpan(PrefixBytes), start.Length - PrefixBytes, throwOnEndOfStream: false);
            string expected = remaining < (long)LongestHeader ? $"the {remaining} bytes that follow" : $"{LongestHeader}";
            throw new InvalidDataException(ForeignFile.Describe(start.AsSpan(0, startLength))
                ?? $"the header's length is {headerLength} bytes; expected at most {expected}: the file is cut, or not safetensors");
        }

        byte[] header = ReadHeader((int)headerLength);
        _dataStart = stream.CanSeek ? stream.Position : 0;
        try
        {
            if (header.Length < (int)headerLength)
            {
                throw new InvalidDataException($"the file ends after {header.Length} bytes of its header; expected {headerLength}");
            }

            _tensors = SafetensorsHeader.Parse(header, remaining - (long)headerLength, _metadata);
        }
        catch (InvalidDataException exception) when (header.Length > 0 && header[0] != (byte)'{')
        {
            // The first bytes of another format can be a length too.
            int more = Math.Min(header.Length, start.Length - PrefixBytes);
            header.AsSpan(0, more).CopyTo(start.AsSpan(PrefixBytes));
            throw new InvalidDataException(ForeignFile.Describe(start.AsSpan(0, PrefixBytes + more)) ?? exception.Message, exception);
        }
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Tensors => _tensors;

    /// <summary>The file's free text by key: <c>format</c> is <c>pt</c> in PyTorch's files.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Goes to the first element of a tensor.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>; where the stream cannot seek, not before what was read.</param>
    /// <exception cref="ArgumentException">It is not one of them.</exception>
    /// <exception cref="InvalidDataException">The data end before the tensor.</exception>
    public void Seek(SafetensorsEntry tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        int place = Array.BinarySearch(_tensors, tensor, SafetensorsHeader.DataOrder);
        if (place < 0 || _tensors[place].Type != tensor.Type)
        {
            throw new ArgumentException($"tensor {Names.Quote(tensor.Name)} ({tensor}) is not one of this file's", nameof(tensor));
        }

        _current = tensor;
        if (_stream.CanSeek)
        {
            _stream.Position = _dataStart + tensor.Begin;
            _position = tensor.Begin;
            return;
        }

        if (_position > tensor.Begin)
        {
            throw new InvalidOperationException($"tensor {Names.Quote(tensor.Name)} lies before what was read of a stream that cannot seek");
        }

        Skip(tensor.Begin);
    }

    /// <summary>Reads the next elements of the tensor that <see cref="Seek"/> chose, converted to float32.</summary>
    /// <param name="destination">As many floats as are wanted.</param>
    /// <exception cref="ArgumentException">The tensor has fewer elements left.</exception>
    /// <exception cref="InvalidDataException">The data end within the tensor, or its elements do not convert to float32.</exception>
    public void Read(Span<float> destination)
    {
        SafetensorsEntry tensor = _current ?? throw new InvalidOperationException("Seek chooses the tensor to read first");
        if (!SafetensorsTypes.IsConvertible(tensor.Type))
        {
            throw new InvalidDataException($"tensor {Names.Quote(tensor.Name)}: dtype is {tensor.Type}; expected {SafetensorsTypes.Real}");
        }

        int size = SafetensorsTypes.Size(tensor.Type);
        long left = (tensor.End - _position) / size;
        if (destination.Length > left)
        {
            throw new ArgumentException(
                $"tensor {Names.Quote(tensor.Name)} has {left} elements left; {destination.Length} were asked for", nameof(destination));
        }

        if (tensor.Type == SafetensorsTypes.Float32)
        {
            ReadExactly(MemoryMarshal.AsBytes(destination));
            SafetensorsTypes.FixByteOrder(destination);
            return;
        }

        Span<byte> piece = Piece();
        while (!destination.IsEmpty)
        {
            int count = Math.Min(destination.Length, piece.Length / size);
            Span<byte> bytes = piece[..(count * size)];
            ReadExactly(bytes);
            SafetensorsTypes.ToSingle(tensor.Type, bytes, destination[..count]);
            destination = destination[count..];
        }
    }

    /// <summary>Checks that nothing follows the last tensor. Call it when all that are wanted have been read.</summary>
    /// <exception cref="InvalidDataException">Something follows, or the data end before.</exception>
    public void CheckEnd()
    {
        // A stream that can seek was checked against its length at the start.
        if (_stream.CanSeek)
        {
            return;
        }

        if (_tensors.Length > 0)
        {
            _current = _tensors[^1];
            Skip(_current.End);
        }

        if (_stream.ReadByte() >= 0)
        {
            throw new InvalidDataException($"bytes follow the last tensor; expected the file to end after {_position} bytes of data");
        }
    }

    private void Skip(long position)
    {
        Span<byte> piece = Piece();
        while (_position < position)
        {
            ReadExactly(piece[..(int)Math.Min(piece.Length, position - _position)]);
        }
    }

    /// <returns>The header, or what there is of it.</returns>
    private byte[] ReadHeader(int length)
    {
        // A stream that does not tell its length may lie about the header's: memory is taken as the bytes come.
        using MemoryStream header = new();
        Span<byte> piece = Piece();
        while (header.Length < length)
        {
            int read = _stream.Read(piece[..Math.Min(piece.Length, length - (int)header.Length)]);
            if (read == 0)
            {
                break;
            }

            header.Write(piece[..read]);
        }

        return header.ToArray();
    }

    private void ReadExactly(Span<byte> bytes)
    {
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _position += read;
        if (read < bytes.Length)
        {
            throw new InvalidDataException(
                $"tensor {Names.Quote(_current!.Name)}: the file ends after {_position} bytes of data; expected {_current.End} and more");
        }
    }

    private byte[] Piece() => _piece ??= new byte[PieceBytes];
}
