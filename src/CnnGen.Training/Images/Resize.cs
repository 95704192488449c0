using System;

namespace CnnGen;

/// <summary>Resizes an image to a size, whatever its own sides are to each other.</summary>
internal sealed class Resize(int height, int width) : ImageTransform
{
    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input) => new(input.Channels, height, width);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination) =>
        Resampler.Resize(new PlaneRows(source, shape), ImageRegion.WholeOf(shape), destination, OutputShape(shape));
}
