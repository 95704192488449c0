using System;

namespace CnnGen.Pictures;

/// <summary>The values that a picture shows from its darkest to its lightest; others are shown as the nearer end.</summary>
/// <param name="Low">What is darkest.</param>
/// <param name="High">What is lightest.</param>
public readonly record struct ValueRange(float Low, float High)
{
    /// <summary>From 0 to 1.</summary>
    public static ValueRange Unit => new(0, 1);

    /// <summary>From the smallest of some values to the largest; those that are not finite are left out.</summary>
    /// <param name="values">The values.</param>
    public static ValueRange Of(ReadOnlySpan<float> values)
    {
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return low <= high ? new ValueRange(low, high) : default;
    }

    /// <summary>As far below zero as above it, so that zero lies in the middle; those that are not finite are left out.</summary>
    /// <param name="values">The values.</param>
    public static ValueRange AroundZero(ReadOnlySpan<float> values)
    {
        ValueRange range = Of(values);
        float largest = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        return new ValueRange(-largest, largest);
    }

    /// <summary>Where a value lies: 0 at <see cref="Low"/> and below, 1 at <see cref="High"/> and above; the middle where the two are equal. NaN is 0.</summary>
    /// <param name="value">The value.</param>
    public double Share(float value)
    {
        if (float.IsNaN(value))
        {
            return 0;
        }

        return High > Low ? Math.Clamp(((double)value - Low) / ((double)High - Low), 0, 1) : 0.5;
    }

    /// <summary>The grey of a value.</summary>
    internal byte Level(float value) => (byte)Math.Round(Share(value) * byte.MaxValue, MidpointRounding.AwayFromZero);
}
