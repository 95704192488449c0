using System;

namespace CnnGen;

/// <summary>Values counted in TensorFlow's buckets, which grow by a tenth from 1e-12 on, both ways from zero.</summary>
internal sealed class ValueHistogram
{
    private const double LargestLimit = 1e20;
    private const double SmallestLimit = 1e-12;
    private const double Growth = 1.1;

    private static readonly double[] Limits = MakeLimits();

    private readonly double[] _counts = new double[Limits.Length];
    private int _first = Limits.Length;
    private int _last = -1;

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest one.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest one.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Their sum.</summary>
    public double Sum { get; private set; }

    /// <summary>The sum of their squares.</summary>
    public double SquareSum { get; private set; }

    /// <summary>Where each bucket ends, from an empty one below all values on: readers take a bucket to begin where the one before it ends.</summary>
    public ReadOnlySpan<double> UpperLimits => Limits.AsSpan(Shown);

    /// <summary>How many values there are in each.</summary>
    public ReadOnlySpan<double> Counts => _counts.AsSpan(Shown);

    private Range Shown => Math.Max(0, _first - 1)..(_last + 1);

    /// <summary>Begins anew with those of the values that are finite.</summary>
    public void Set(ReadOnlySpan<float> values)
    {
        Clear();
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                Add(value);
            }
        }
    }

    private void Add(double value)
    {
        // What is equal to a limit is in the bucket that begins there.
        int place = Array.BinarySearch(Limits, value);
        int bucket = Math.Min(place >= 0 ? place + 1 : ~place, Limits.Length - 1);
        _counts[bucket]++;
        _first = Math.Min(_first, bucket);
        _last = Math.Max(_last, bucket);
        Count++;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        Sum += value;
        SquareSum += value * value;
    }

    private void Clear()
    {
        Array.Clear(_counts);
        (_first, _last, Count) = (Limits.Length, -1, 0);
        (Minimum, Maximum, Sum, SquareSum) = (double.PositiveInfinity, double.NegativeInfinity, 0, 0);
    }

    private static double[] MakeLimits()
    {
        int count = (int)Math.Ceiling(Math.Log(LargestLimit / SmallestLimit, Growth));
        double[] limits = new double[(2 * count) + 3];
        double limit = SmallestLimit;
        for (int i = 0; i < count; i++, limit *= Growth)
        {
            limits[count + 2 + i] = limit;
            limits[count - i] = -limit;
        }

        limits[0] = double.MinValue;
        limits[^1] = double.MaxValue;
        return limits;
    }
}
