using System;

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
            for (int channel = 0, element = 0; channel < _pack.Channels; channel++)
            {
                Span<float> packed = Packed[_pack.Offset(row / _pack.Filters, row % _pack.Filters, channel, 0)..];
                int step = _pack.TapStep(channel);
                for (int tap = 0; tap < _pack.Taps; tap++, element++)
                {
                    Span<float> side = packed.Slice(tap * step, rows);
                    for (int filter = 0; filter < side.Length; filter++)
                    {
                        side[filter] = source[(filter * RowLength) + element];
                    }
                }
            }

            source = source[(rows * RowLength)..];
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
            for (int channel = 0, element = 0; channel < _pack.Channels; channel++)
            {
                ReadOnlySpan<float> packed = Packed[_pack.Offset(row / _pack.Filters, row % _pack.Filters, channel, 0)..];
                int step = _pack.TapStep(channel);
                for (int tap = 0; tap < _pack.Taps; tap++, element++)
                {
                    ReadOnlySpan<float> side = packed.Slice(tap * step, rows);
                    for (int filter = 0; filter < side.Length; filter++)
                    {
                        destination[(filter * RowLength) + element] = side[filter];
                    }
                }
            }

            destination = destination[(rows * RowLength)..];
            row += rows;
        }
    }

    /// <summary>How many rows from one on lie side by side, of those that are wanted.</summary>
    private int RunLength(int row, int wanted)
    {
        int filter = row % _pack.Filters;
        int inTile = Math.Min(_pack.Tile - (filter % _pack.Tile), _pack.Filters - filter);
        return Math.Min(Math.Min(wanted, Run), inTile);
    }
}
