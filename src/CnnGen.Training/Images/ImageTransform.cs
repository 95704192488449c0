using System;

namespace CnnGen;

/// <summary>Makes one image from another: what datasets do to their samples, and what an application does to an image before a network sees it.</summary>
/// <remarks>
/// A description that does not change: several threads may use one at once. A transform of one's own overrides one of the two
/// <c>Apply</c>, or both: the one without random numbers is what validation and inference see, and copies unless it is overridden;
/// the one with them is for training, and does the same unless it is overridden. Neither may allocate where training is to stay free of it.
/// </remarks>
public abstract class ImageTransform
{
    /// <summary>The shape of what comes out.</summary>
    /// <param name="input">The shape of what goes in.</param>
    /// <exception cref="ArgumentException">The transform cannot take such an image.</exception>
    public virtual ImageShape OutputShape(ImageShape input) => input;

    /// <summary>Transforms an image, the same way every time. What is random is left out, or takes its middle value.</summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its shape, one that <see cref="OutputShape"/> takes.</param>
    /// <param name="destination">Receives as many elements as the shape that comes out has. Does not overlap the source.</param>
    public virtual void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination) => source.CopyTo(destination);

    /// <summary>Transforms an image for training.</summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its shape, one that <see cref="OutputShape"/> takes.</param>
    /// <param name="destination">Receives as many elements as the shape that comes out has. Does not overlap the source.</param>
    /// <param name="random">From which all that is random is drawn.</param>
    public virtual void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random) =>
        Apply(source, shape, destination);
}
