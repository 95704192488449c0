using System;

namespace CnnGen;

/// <summary>A transform that takes place with a probability.</summary>
internal sealed class RandomApply(double probability, ImageTransform transform) : ImageTransform
{
    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input)
    {
        ImageShape output = transform.OutputShape(input);
        return output == input
            ? output
            : throw new ArgumentException($"a transform makes {output} of {input}; one that is applied at random must keep the shape", nameof(input));
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        if (random.Chance(probability))
        {
            transform.Apply(source, shape, destination, ref random);
        }
        else
        {
            source.CopyTo(destination);
        }
    }
}
