using System;

namespace CnnGen;

/// <summary>Cuts a rectangle out of a padded image: in the middle, or in training anywhere where that is asked for.</summary>
internal sealed class Crop(int height, int width, int padding, PadMode mode, bool isRandom) : ImageTransform
{
    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input)
    {
        int paddedHeight = input.Height + (2 * padding);
        int paddedWidth = input.Width + (2 * padding);
        if (height > paddedHeight || width > paddedWidth)
        {
            throw new ArgumentException(
                $"a crop of {height}x{width} does not fit: {input.Height}x{input.Width} with a padding of {padding} is {paddedHeight}x{paddedWidth}",
                nameof(input));
        }

        int most = Border.MostPadding(Math.Min(input.Height, input.Width), mode);
        return padding <= most
            ? new ImageShape(input.Channels, height, width)
            : throw new ArgumentException($"a padding of {padding} is too much for {input.Height}x{input.Width}; {mode} takes at most {most}", nameof(input));
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination)
    {
        ImageRegion center = ImageRegion.Center(shape.Height + (2 * padding), shape.Width + (2 * padding), height, width);
        Cut(source, shape, center.Top - padding, center.Left - padding, destination);
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        if (!isRandom)
        {
            Apply(source, shape, destination);
            return;
        }

        int top = random.Below(shape.Height + (2 * padding) - height + 1);
        int left = random.Below(shape.Width + (2 * padding) - width + 1);
        Cut(source, shape, top - padding, left - padding, destination);
    }

    private void Cut(ReadOnlySpan<float> source, ImageShape shape, int top, int left, Span<float> destination)
    {
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            ReadOnlySpan<float> plane = source.Slice(channel * shape.PlaneLength, shape.PlaneLength);
            for (int y = 0; y < height; y++)
            {
                Span<float> row = destination.Slice(((channel * height) + y) * width, width);
                int from = Border.Place(top + y, shape.Height, mode);
                if (from == Border.Outside)
                {
                    row.Clear();
                }
                else
                {
                    CutRow(plane.Slice(from * shape.Width, shape.Width), left, row);
                }
            }
        }
    }

    private void CutRow(ReadOnlySpan<float> source, int left, Span<float> row)
    {
        int first = Math.Clamp(-left, 0, row.Length);
        int end = Math.Clamp(source.Length - left, first, row.Length);
        if (first < end)
        {
            source.Slice(left + first, end - first).CopyTo(row[first..end]);
        }

        FillBorder(source, left, row[..first]);
        FillBorder(source, left + end, row[end..]);
    }

    private void FillBorder(ReadOnlySpan<float> source, int left, Span<float> border)
    {
        for (int x = 0; x < border.Length; x++)
        {
            int from = Border.Place(left + x, source.Length, mode);
            border[x] = from == Border.Outside ? 0 : source[from];
        }
    }
}
