using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>A stretch of a volume's elements in the order of the rows of packed weights, cut into runs of evenly spaced floats.</summary>
/// <remarks>
/// Packed rows go by block of channels, pixel and channel. Where a volume has whole blocks and nothing around its planes, that is the
/// order of its memory: one run. Around a border each row is a run, in a block of fewer channels each pixel.
/// </remarks>
internal readonly struct VolumeRuns
{
    private readonly int _origin;
    private readonly int _planeStep;
    private readonly int _sliceStep;
    private readonly int _rowStep;
    private readonly int _step;
    private readonly int _slices;
    private readonly int _rows;
    private readonly int _inRow;

    private VolumeRuns(in TensorLayout volume, int origin, int blocks, int channels)
    {
        int pixels = volume.Depth * volume.Height * volume.Width;
        int pixelFloats = volume.IsPlanar ? 1 : TensorLayout.Block;
        bool fillsRows = volume.IsPlanar ? channels == 1 : channels == TensorLayout.Block;
        bool isSolid = volume.RowStride == volume.Width * volume.ColumnStride && (volume.Depth == 1 || volume.SliceStride == volume.Height * volume.RowStride);
        _origin = origin;
        FloatStep = volume.IsPlanar && channels > 1 ? volume.PlaneStride : 1;
        _planeStep = volume.IsPlanar ? volume.PlaneStride * TensorLayout.Block : volume.PlaneStride;
        (_sliceStep, _rowStep, _step) = (volume.SliceStride, volume.RowStride, volume.ColumnStride);
        (_slices, _rows, _inRow) = (volume.Depth, volume.Height, volume.Width);
        if (fillsRows && isSolid && (blocks == 1 || _planeStep == pixels * pixelFloats))
        {
            (Count, Length, _inRow) = (1, blocks * pixels * channels, 1);
            return;
        }

        if (fillsRows)
        {
            (_inRow, Length) = (1, volume.Width * channels);
        }
        else
        {
            Length = channels;
        }

        Count = blocks * _slices * _rows * _inRow;
    }

    /// <summary>Runs.</summary>
    public int Count { get; }

    /// <summary>Floats of each.</summary>
    public int Length { get; }

    /// <summary>From a float of a run to the next.</summary>
    public int FloatStep { get; }

    /// <summary>Rows of packed weights that the stretch stands for.</summary>
    public int Rows => Count * Length;

    /// <summary>The whole blocks of 16 channels; none where there are fewer.</summary>
    public static VolumeRuns Whole(in TensorLayout volume)
    {
        int blocks = volume.Channels / TensorLayout.Block;
        return blocks == 0 ? default : new VolumeRuns(volume, volume.Origin, blocks, TensorLayout.Block);
    }

    /// <summary>The channels behind them; none where all blocks are whole.</summary>
    public static VolumeRuns Rest(in TensorLayout volume)
    {
        int channels = volume.Channels % TensorLayout.Block;
        return channels == 0 ? default : new VolumeRuns(volume, volume.ChannelOffset(volume.Channels - channels), 1, channels);
    }

    /// <summary>The offset of the first run, and the number of runs that lie side by side from there on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(out int left)
    {
        left = _inRow;
        return _origin;
    }

    /// <summary>The offset of the run behind another.</summary>
    /// <param name="run">The other.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="left">The runs that lie side by side from it on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int run, int offset, ref int left)
    {
        if (--left > 0)
        {
            return offset + _step;
        }

        left = _inRow;
        return RowOffset((run + 1) / _inRow);
    }

    // Inlined, as all that kernels call with sums in registers: across a call they would live in memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RowOffset(int row)
    {
        int slice = row / _rows;
        return _origin + (slice / _slices * _planeStep) + (slice % _slices * _sliceStep) + (row % _rows * _rowStep);
    }
}
