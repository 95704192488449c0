using System;

namespace CnnGen;

/// <summary>Resizes a part of an image: in training one of random place, area and sides, else the largest in the middle with the sides that are wanted.</summary>
/// <remarks>Szegedy et al. 2015, "Going Deeper with Convolutions"; drawn as torchvision draws it.</remarks>
internal sealed class RandomResizedCrop(int height, int width, NumberRange area, NumberRange ratio) : ImageTransform
{
    private const int Tries = 10;

    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input) => new(input.Channels, height, width);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination) =>
        Take(ImageRegion.CenterLike(shape.Height, shape.Width, height, width), source, shape, destination);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random) =>
        Take(Draw(shape, ref random), source, shape, destination);

    private void Take(ImageRegion region, ReadOnlySpan<float> source, ImageShape shape, Span<float> destination) =>
        Resampler.Resize(new PlaneRows(source, shape), region, destination, OutputShape(shape));

    private ImageRegion Draw(ImageShape shape, ref RandomStream random)
    {
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            double pixels = shape.PlaneLength * area.Draw(ref random);
            double sides = ratio.DrawRatio(ref random);
            int regionWidth = (int)Math.Round(Math.Sqrt(pixels * sides));
            int regionHeight = (int)Math.Round(Math.Sqrt(pixels / sides));
            if (regionWidth > 0 && regionWidth <= shape.Width && regionHeight > 0 && regionHeight <= shape.Height)
            {
                int top = random.Below(shape.Height - regionHeight + 1);
                int left = random.Below(shape.Width - regionWidth + 1);
                return new ImageRegion(top, left, regionHeight, regionWidth);
            }
        }

        return Widest(shape);
    }

    /// <summary>The largest region in the middle whose sides are within the range.</summary>
    private ImageRegion Widest(ImageShape shape)
    {
        double own = (double)shape.Width / shape.Height;
        int regionWidth = own > ratio.To ? (int)Math.Round(shape.Height * ratio.To) : shape.Width;
        int regionHeight = own < ratio.From ? (int)Math.Round(shape.Width / ratio.From) : shape.Height;
        return ImageRegion.Center(
            shape.Height, shape.Width, Math.Clamp(regionHeight, 1, shape.Height), Math.Clamp(regionWidth, 1, shape.Width));
    }
}
