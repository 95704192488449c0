using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>Reads and writes a packed tensor in PyTorch's order a few filters at a time, so that no second copy of it is needed.</summary>
internal readonly struct PackedRows
{
    // A tile keeps sixteen filters side by side: rows that are moved together fill whole lines of the cache at once.
    private const int Run = 16;
    private const int PieceFloats = 1 << 14;
    private const int LongestPiece = 1 << 20;

    private readonly WeightPack _pack;
    private readonly AlignedMemory _memory;
    private readonly int _offset;

    /// <summary>Opens a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="memory">The memory that holds it.</param>
    public PackedRows(ParameterDescriptor parameter, AlignedMemory memory)
    {
        _pack = parameter.Pack;
        _memory = memory;
        _offset = parameter.Offset;
    }

    /// <summary>Rows, that is filters of all groups.</summary>
    public int Count => _pack.Groups * _pack.Filters;

    /// <summary>Elements a row.</summary>
    public int RowLength => _pack.Channels * _pack.Taps;

    /// <summary>Rows that make a piece of handy size: whole runs unless those are too long.</summary>
    public int RowsPerPiece
    {
        get
        {
            int length = Math.Max(1, RowLength);
            int rows = Math.Max(PieceFloats / length, length <= LongestPiece / Run ? Run : 1);
            return Math.Clamp(rows < Run ? rows : rows / Run * Run, 1, Math.Max(1, Count));
        }
    }

    // One element a filter and no tiles: a bias.
    private bool IsInOrder => RowLength == 1 && _pack.Tile == 1;

    private Span<float> Packed => _memory.Span.Slice(_offset, _pack.PackedLength);

    /// <summary>Copies rows in.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="source">Whole rows in PyTorch's order.</param>
    public void Write(int first, ReadOnlySpan<float> source)
    {
        if (IsInOrder)
        {
            source.CopyTo(Packed[first..]);
            return;
        }

        for (int row = first; !source.IsEmpty;)
        {
            int rows = RunLength(row, source.Length / RowLength);
            ReadOnlySpan<float> run = source[..(rows * RowLength)];
            WriteRun(row / _pack.Filters, row % _pack.Filters, rows, ref MemoryMarshal.GetReference(run), ref MemoryMarshal.GetReference(Packed));
            source = source[run.Length..];
            row += rows;
        }
    }

    /// <summary>Copies rows out.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="destination">Receives whole rows in PyTorch's order.</param>
    public void Read(int first, Span<float> destination)
    {
        if (IsInOrder)
        {
            Packed.Slice(first, destination.Length).CopyTo(destination);
            return;
        }

        for (int row = first; !destination.IsEmpty;)
        {
            int rows = RunLength(row, destination.Length / RowLength);
            Span<float> run = destination[..(rows * RowLength)];
            ReadRun(row / _pack.Filters, row % _pack.Filters, rows, ref MemoryMarshal.GetReference(run), ref MemoryMarshal.GetReference(Packed));
            destination = destination[run.Length..];
            row += rows;
        }
    }

    /// <summary>Copies rows in that lie side by side: all filters of an element, then the next element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteRun(int group, int filter, int rows, ref float source, ref float packed)
    {
        int length = RowLength;
        int element = 0;
        for (int channel = 0; channel < _pack.Channels; channel++)
        {
            int offset = _pack.Offset(group, filter, channel, 0);
            int step = _pack.TapStep(channel);
            for (int tap = 0; tap < _pack.Taps; tap++, element++, offset += step)
            {
                ref float from = ref Unsafe.Add(ref source, element);
                ref float to = ref Unsafe.Add(ref packed, offset);
                for (int row = 0, at = 0; row < rows; row++, at += length)
                {
                    Unsafe.Add(ref to, row) = Unsafe.Add(ref from, at);
                }
            }
        }
    }

    /// <summary>Copies rows out that lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRun(int group, int filter, int rows, ref float destination, ref float packed)
    {
        int length = RowLength;
        int element = 0;
        for (int channel = 0; channel < _pack.Channels; channel++)
        {
            int offset = _pack.Offset(group, filter, channel, 0);
            int step = _pack.TapStep(channel);
            for (int tap = 0; tap < _pack.Taps; tap++, element++, offset += step)
            {
                ref float from = ref Unsafe.Add(ref packed, offset);
                ref float to = ref Unsafe.Add(ref destination, element);
                for (int row = 0, at = 0; row < rows; row++, at += length)
                {
                    Unsafe.Add(ref to, at) = Unsafe.Add(ref from, row);
                }
            }
        }
    }

    /// <summary>How many rows from one on lie side by side, of those that are wanted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row: the loops over a run check nothing.</exception>
    private int RunLength(int row, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        int filter = row % _pack.Filters;
        int inTile = Math.Min(_pack.Tile - (filter % _pack.Tile), _pack.Filters - filter);
        return Math.Min(Math.Min(wanted, Run), inTile);
    }
}
