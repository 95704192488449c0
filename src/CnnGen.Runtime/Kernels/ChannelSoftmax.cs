using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Softmax over the channels of each pixel, and its logarithm. For generated code.</summary>
/// <remarks>Sums are in double: a thousand floats would lose digits, and their order is the channels' in any layout.</remarks>
public static class ChannelSoftmax
{
    /// <summary>y = exp(x - max x) / sum of exp(x - max x)</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout.</param>
    public static void Forward(ref float x, in TensorLayout from, ref float y, in TensorLayout to) => ForEachPixel<Shares>(ref x, from, ref y, to);

    /// <summary>y = x - max x - log(sum of exp(x - max x))</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout.</param>
    public static void LogForward(ref float x, in TensorLayout from, ref float y, in TensorLayout to) => ForEachPixel<Logarithms>(ref x, from, ref y, to);

    /// <summary>dx = y (dy - sum of y dy)</summary>
    /// <param name="y">The output's first float.</param>
    /// <param name="value">The output's layout.</param>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    public static void Backward(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to) =>
        ForEachPixel<Shares>(ref y, value, ref dy, from, ref dx, to);

    /// <summary>dx = dy - exp(y) * sum of dy</summary>
    /// <param name="y">The output's first float.</param>
    /// <param name="value">The output's layout.</param>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    public static void LogBackward(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to) =>
        ForEachPixel<Logarithms>(ref y, value, ref dy, from, ref dx, to);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForEachPixel<TFunction>(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
        where TFunction : IPixelFunction
    {
        for (int row = 0; row < from.Rows; row++)
        {
            for (int column = 0; column < from.Width; column++)
            {
                TFunction.Forward(ref Pixel(ref x, from, row, column), from, ref Pixel(ref y, to, row, column), to);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForEachPixel<TFunction>(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to)
        where TFunction : IPixelFunction
    {
        for (int row = 0; row < value.Rows; row++)
        {
            for (int column = 0; column < value.Width; column++)
            {
                TFunction.Backward(ref Pixel(ref y, value, row, column), value, ref Pixel(ref dy, from, row, column), from, ref Pixel(ref dx, to, row, column), to);
            }
        }
    }

    private static ref float Pixel(ref float first, in TensorLayout layout, int row, int column) =>
        ref Unsafe.Add(ref first, layout.RowOffset(row) + (column * layout.ColumnStride));

    private static float Largest(ref float x, in TensorLayout layout)
    {
        float largest = float.NegativeInfinity;
        for (int channel = 0; channel < layout.Channels; channel++)
        {
            largest = MathF.Max(largest, Unsafe.Add(ref x, layout.ChannelOffset(channel)));
        }

        return largest;
    }

    /// <summary>A function of a pixel's channels, and its gradient.</summary>
    private interface IPixelFunction
    {
        static abstract void Forward(ref float x, in TensorLayout from, ref float y, in TensorLayout to);

        static abstract void Backward(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to);
    }

    private readonly struct Shares : IPixelFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Forward(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
        {
            float largest = Largest(ref x, from);
            double total = 0;
            for (int channel = 0; channel < from.Channels; channel++)
            {
                float exponential = NegativeExp.Of(Unsafe.Add(ref x, from.ChannelOffset(channel)) - largest);
                Unsafe.Add(ref y, to.ChannelOffset(channel)) = exponential;
                total += exponential;
            }

            float sum = (float)total;
            for (int channel = 0; channel < from.Channels; channel++)
            {
                Unsafe.Add(ref y, to.ChannelOffset(channel)) /= sum;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Backward(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to)
        {
            double total = 0;
            for (int channel = 0; channel < value.Channels; channel++)
            {
                total += (double)Unsafe.Add(ref y, value.ChannelOffset(channel)) * Unsafe.Add(ref dy, from.ChannelOffset(channel));
            }

            float sum = (float)total;
            for (int channel = 0; channel < value.Channels; channel++)
            {
                Unsafe.Add(ref dx, to.ChannelOffset(channel)) =
                    Unsafe.Add(ref y, value.ChannelOffset(channel)) * (Unsafe.Add(ref dy, from.ChannelOffset(channel)) - sum);
            }
        }
    }

    private readonly struct Logarithms : IPixelFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Forward(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
        {
            float largest = Largest(ref x, from);
            double total = 0;
            for (int channel = 0; channel < from.Channels; channel++)
            {
                total += NegativeExp.Of(Unsafe.Add(ref x, from.ChannelOffset(channel)) - largest);
            }

            float logarithm = (float)Math.Log(total);
            for (int channel = 0; channel < from.Channels; channel++)
            {
                Unsafe.Add(ref y, to.ChannelOffset(channel)) = Unsafe.Add(ref x, from.ChannelOffset(channel)) - largest - logarithm;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Backward(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to)
        {
            double total = 0;
            for (int channel = 0; channel < value.Channels; channel++)
            {
                total += Unsafe.Add(ref dy, from.ChannelOffset(channel));
            }

            float sum = (float)total;
            for (int channel = 0; channel < value.Channels; channel++)
            {
                Unsafe.Add(ref dx, to.ChannelOffset(channel)) =
                    Unsafe.Add(ref dy, from.ChannelOffset(channel)) - (NegativeExp.Of(Unsafe.Add(ref y, value.ChannelOffset(channel))) * sum);
            }
        }
    }
}
