using System;

namespace CnnGen.Runtime;

/// <summary>Reads and writes a packed tensor in PyTorch's order a few filters at a time, so that no second copy of it is needed.</summary>
internal readonly struct PackedRows
{
    private const int PieceFloats = 1 << 14;

    private readonly WeightPack _pack;
    private readonly WeightPack _row;
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

        // A filter's weights lie at the same distances from each other wherever the filter is in its tile.
        _row = _pack with { Groups = 1, Filters = 1 };
    }

    /// <summary>Rows, that is filters of all groups.</summary>
    public int Count => _pack.Groups * _pack.Filters;

    /// <summary>Elements a row.</summary>
    public int RowLength => _pack.Channels * _pack.Taps;

    /// <summary>Rows that make a piece of handy size.</summary>
    public int RowsPerPiece => Math.Clamp(PieceFloats / Math.Max(1, RowLength), 1, Math.Max(1, Count));

    /// <summary>Copies rows in.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="source">Whole rows in PyTorch's order.</param>
    public void Write(int first, ReadOnlySpan<float> source)
    {
        for (int row = first; !source.IsEmpty; row++)
        {
            _row.Pack(source[..RowLength], Packed(row));
            source = source[RowLength..];
        }
    }

    /// <summary>Copies rows out.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="destination">Receives whole rows in PyTorch's order.</param>
    public void Read(int first, Span<float> destination)
    {
        for (int row = first; !destination.IsEmpty; row++)
        {
            _row.Unpack(Packed(row), destination[..RowLength]);
            destination = destination[RowLength..];
        }
    }

    private Span<float> Packed(int row)
    {
        int start = _pack.Offset(row / _pack.Filters, row % _pack.Filters, 0, 0);
        return _memory.Span.Slice(_offset, _pack.PackedLength)[start..];
    }
}
