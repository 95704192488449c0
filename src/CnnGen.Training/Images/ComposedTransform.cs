using System;

namespace CnnGen;

/// <summary>Transforms one after the other.</summary>
internal sealed class ComposedTransform : ImageTransform
{
    private readonly ImageTransform[] _transforms;

    /// <summary>Keeps the transforms.</summary>
    /// <exception cref="ArgumentException">One is null.</exception>
    public ComposedTransform(ReadOnlySpan<ImageTransform> transforms)
    {
        _transforms = transforms.ToArray();
        int none = Array.IndexOf(_transforms, null);
        if (none >= 0)
        {
            throw new ArgumentException($"transform {none} is null", nameof(transforms));
        }
    }

    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input)
    {
        foreach (ImageTransform transform in _transforms)
        {
            input = transform.OutputShape(input);
        }

        return input;
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination)
    {
        RandomStream none = default;
        Run(source, shape, destination, isRandom: false, ref none);
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random) =>
        Run(source, shape, destination, isRandom: true, ref random);

    private void Run(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, bool isRandom, ref RandomStream random)
    {
        if (_transforms.Length == 0)
        {
            source.CopyTo(destination);
            return;
        }

        // What lies between two transforms is in one of two halves, in turn.
        int longest = LongestBetween(shape);
        using Scratch scratch = Scratch.Rent(2 * longest);
        for (int i = 0; i < _transforms.Length; i++)
        {
            ImageShape output = _transforms[i].OutputShape(shape);
            Span<float> next = i == _transforms.Length - 1 ? destination : scratch.Span.Slice(i % 2 * longest, output.Length);
            if (isRandom)
            {
                _transforms[i].Apply(source, shape, next, ref random);
            }
            else
            {
                _transforms[i].Apply(source, shape, next);
            }

            source = next;
            shape = output;
        }
    }

    private int LongestBetween(ImageShape shape)
    {
        int longest = 0;
        for (int i = 0; i < _transforms.Length - 1; i++)
        {
            shape = _transforms[i].OutputShape(shape);
            longest = Math.Max(longest, shape.Length);
        }

        return longest;
    }
}
