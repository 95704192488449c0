using System;

namespace CnnGen;

/// <summary>The rows of an image that is already floats, plane by plane.</summary>
internal readonly ref struct PlaneRows(ReadOnlySpan<float> planes, ImageShape shape) : IImageRows
{
    private readonly ReadOnlySpan<float> _planes = planes;
    private readonly ImageShape _shape = shape;

    /// <inheritdoc/>
    public void Read(int channel, int y, int left, Span<float> row) =>
        _planes.Slice((channel * _shape.PlaneLength) + (y * _shape.Width) + left, row.Length).CopyTo(row);
}
