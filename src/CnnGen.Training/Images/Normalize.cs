using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>y = (x - mean) / standard deviation, both a channel's own.</summary>
internal sealed class Normalize : ImageTransform
{
    private readonly float[] _mean;
    private readonly float[] _deviation;

    /// <summary>Checks and keeps the numbers.</summary>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mean is not finite, or a deviation not above zero.</exception>
    public Normalize(ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation)
    {
        if (mean.IsEmpty || mean.Length != deviation.Length)
        {
            throw new ArgumentException($"there are {mean.Length} means and {deviation.Length} standard deviations; expected one of each for each channel");
        }

        _mean = new float[mean.Length];
        _deviation = new float[mean.Length];
        for (int channel = 0; channel < mean.Length; channel++)
        {
            _mean[channel] = Checked(mean[channel], float.IsFinite((float)mean[channel]), channel, "mean", "a finite number");
            float positive = (float)deviation[channel];
            _deviation[channel] = Checked(
                deviation[channel], positive > 0 && float.IsFinite(positive), channel, "standardDeviation", "a finite number above zero");
        }
    }

    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input) => input.Channels == _mean.Length
        ? input
        : throw new ArgumentException(
            $"an image of {input} has {input.Channels} channels; there are means and standard deviations for {_mean.Length}", nameof(input));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination)
    {
        for (int channel = 0; channel < _mean.Length; channel++)
        {
            ReadOnlySpan<float> plane = source.Slice(channel * shape.PlaneLength, shape.PlaneLength);
            Apply(plane, _mean[channel], _deviation[channel], destination.Slice(channel * shape.PlaneLength, shape.PlaneLength));
        }
    }

    private static void Apply(ReadOnlySpan<float> x, float mean, float deviation, Span<float> y)
    {
        Vector<float> means = new(mean);
        Vector<float> deviations = new(deviation);
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(y[..x.Length]);
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            ((Vector.LoadUnsafe(ref from, (nuint)i) - means) / deviations).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            y[i] = (x[i] - mean) / deviation;
        }
    }

    private static float Checked(double value, bool isGood, int channel, string name, string expected) => isGood
        ? (float)value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} of channel {channel} is {value}; it must be {expected}"));
}
