using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>Gives an image's rows as floats, plane by plane.</summary>
internal interface IImageRows
{
    /// <summary>Reads a part of a row.</summary>
    /// <param name="channel">The plane.</param>
    /// <param name="y">The row.</param>
    /// <param name="left">The first column.</param>
    /// <param name="row">Receives as many pixels as it has elements.</param>
    void Read(int channel, int y, int left, Span<float> row);
}

/// <summary>Resizes images by a triangle filter, which is wider where an image shrinks: bilinear and antialiased.</summary>
/// <remarks>
/// What Pillow's <c>resize</c> with BILINEAR and PyTorch's <c>interpolate</c> with <c>antialias=True</c> compute: pixel centres at half
/// numbers, the filter cut off at the border and its weights made to sum to 1. First along rows, then along columns.
/// </remarks>
internal static class Resampler
{
    /// <summary>Resizes a region.</summary>
    /// <param name="source">The image.</param>
    /// <param name="region">What is taken of it; nothing outside is looked at.</param>
    /// <param name="destination">Receives the planes.</param>
    /// <param name="output">Their shape.</param>
    /// <typeparam name="TRows">How the image is read.</typeparam>
    public static void Resize<TRows>(scoped in TRows source, ImageRegion region, Span<float> destination, ImageShape output)
        where TRows : struct, IImageRows, allows ref struct
    {
        using Scratch scratch = Scratch.Rent(region.Height * output.Width);
        using Scratch row = Scratch.Rent(region.Width);
        using Scratch columnMemory = Scratch.Rent(Taps.Floats(region.Width, output.Width));
        using Scratch rowMemory = Scratch.Rent(Taps.Floats(region.Height, output.Height));
        Taps columns = new(region.Width, output.Width, columnMemory.Span);
        Taps rows = new(region.Height, output.Height, rowMemory.Span);
        for (int channel = 0; channel < output.Channels; channel++)
        {
            for (int y = 0; y < region.Height; y++)
            {
                source.Read(channel, region.Top + y, region.Left, row.Span);
                ResizeRow(row.Span, columns, scratch.Span.Slice(y * output.Width, output.Width));
            }

            ResizeColumns(scratch.Span, rows, destination.Slice(channel * output.PlaneLength, output.PlaneLength), output.Width);
        }
    }

    private static void ResizeRow(ReadOnlySpan<float> source, in Taps taps, Span<float> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            ReadOnlySpan<float> weights = taps.Of(x, out int first);
            ReadOnlySpan<float> pixels = source.Slice(first, weights.Length);
            float sum = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                sum += weights[i] * pixels[i];
            }

            row[x] = sum;
        }
    }

    private static void ResizeColumns(ReadOnlySpan<float> source, in Taps taps, Span<float> plane, int width)
    {
        plane.Clear();
        for (int at = 0; at < plane.Length; at += width)
        {
            ReadOnlySpan<float> weights = taps.Of(at / width, out int first);
            for (int i = 0; i < weights.Length; i++)
            {
                Add(source.Slice((first + i) * width, width), weights[i], plane.Slice(at, width));
            }
        }
    }

    /// <summary>y += weight * x.</summary>
    private static void Add(ReadOnlySpan<float> x, float weight, Span<float> y)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref to, (nuint)i) + (weight * Vector.LoadUnsafe(ref from, (nuint)i))).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < y.Length; i++)
        {
            y[i] += weight * x[i];
        }
    }

    /// <summary>For each element that comes out of an axis, which go into it and how much of each.</summary>
    private readonly ref struct Taps
    {
        private readonly Span<int> _first;
        private readonly Span<int> _count;
        private readonly Span<float> _weights;
        private readonly int _most;

        /// <summary>Computes the weights.</summary>
        /// <param name="input">Elements that go in.</param>
        /// <param name="output">Elements that come out.</param>
        /// <param name="memory">As many floats as <see cref="Floats"/> tells.</param>
        public Taps(int input, int output, Span<float> memory)
        {
            _most = MostOf(input, output);
            _first = MemoryMarshal.Cast<float, int>(memory[..output]);
            _count = MemoryMarshal.Cast<float, int>(memory.Slice(output, output));
            _weights = memory.Slice(2 * output, output * _most);
            double scale = (double)input / output;
            double reach = Math.Max(1, scale);
            for (int i = 0; i < output; i++)
            {
                double center = (i + 0.5) * scale;
                int first = Math.Max(0, (int)(center - reach + 0.5));
                _first[i] = first;
                _count[i] = Math.Min(input, (int)(center + reach + 0.5)) - first;
                Weigh(center - first - 0.5, reach, _weights.Slice(i * _most, _count[i]));
            }
        }

        /// <summary>The memory that the weights of an axis need.</summary>
        public static int Floats(int input, int output) => output * (MostOf(input, output) + 2);

        /// <summary>The weights of one element that comes out.</summary>
        /// <param name="element">Which one.</param>
        /// <param name="first">Receives the element that the first weight belongs to.</param>
        public ReadOnlySpan<float> Of(int element, out int first)
        {
            first = _first[element];
            return _weights.Slice(element * _most, _count[element]);
        }

        private static int MostOf(int input, int output) => (2 * (int)Math.Ceiling(Math.Max(1, (double)input / output))) + 1;

        private static void Weigh(double center, double reach, Span<float> weights)
        {
            double sum = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                sum += Triangle((i - center) / reach);
            }

            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = (float)(Triangle((i - center) / reach) / sum);
            }
        }

        private static double Triangle(double distance) => Math.Max(0, 1 - Math.Abs(distance));
    }
}
