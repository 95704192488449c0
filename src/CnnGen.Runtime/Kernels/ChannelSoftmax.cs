using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Softmax over the channels of each pixel, and its logarithm. For generated code.</summary>
public static class ChannelSoftmax
{
    /// <summary>y = exp(x - max x) / sum of exp(x - max x)</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
    {
        for (int row = 0; row < from.Rows; row++)
        {
            for (int column = 0; column < from.Width; column++)
            {
                ref float xp = ref Pixel(ref x, from, row, column);
                ref float yp = ref Pixel(ref y, to, row, column);
                float largest = Largest(ref xp, from);

                // In double: a thousand floats would lose digits, and their order is the channels' in any layout.
                double total = 0;
                for (int channel = 0; channel < from.Channels; channel++)
                {
                    float exponential = NegativeExp.Of(Unsafe.Add(ref xp, from.ChannelOffset(channel)) - largest);
                    Unsafe.Add(ref yp, to.ChannelOffset(channel)) = exponential;
                    total += exponential;
                }

                float sum = (float)total;
                for (int channel = 0; channel < from.Channels; channel++)
                {
                    Unsafe.Add(ref yp, to.ChannelOffset(channel)) /= sum;
                }
            }
        }
    }

    /// <summary>dx = y (dy - sum of y dy)</summary>
    /// <param name="y">The output's first float.</param>
    /// <param name="value">The output's layout.</param>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to)
    {
        for (int row = 0; row < value.Rows; row++)
        {
            for (int column = 0; column < value.Width; column++)
            {
                ref float yp = ref Pixel(ref y, value, row, column);
                ref float dyp = ref Pixel(ref dy, from, row, column);
                ref float dxp = ref Pixel(ref dx, to, row, column);
                double total = 0;
                for (int channel = 0; channel < value.Channels; channel++)
                {
                    total += (double)Unsafe.Add(ref yp, value.ChannelOffset(channel)) * Unsafe.Add(ref dyp, from.ChannelOffset(channel));
                }

                float sum = (float)total;
                for (int channel = 0; channel < value.Channels; channel++)
                {
                    Unsafe.Add(ref dxp, to.ChannelOffset(channel)) =
                        Unsafe.Add(ref yp, value.ChannelOffset(channel)) * (Unsafe.Add(ref dyp, from.ChannelOffset(channel)) - sum);
                }
            }
        }
    }

    /// <summary>y = x - max x - log(sum of exp(x - max x))</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogForward(ref float x, in TensorLayout from, ref float y, in TensorLayout to)
    {
        for (int row = 0; row < from.Rows; row++)
        {
            for (int column = 0; column < from.Width; column++)
            {
                ref float xp = ref Pixel(ref x, from, row, column);
                ref float yp = ref Pixel(ref y, to, row, column);
                float largest = Largest(ref xp, from);

                // In double, as for softmax.
                double total = 0;
                for (int channel = 0; channel < from.Channels; channel++)
                {
                    total += NegativeExp.Of(Unsafe.Add(ref xp, from.ChannelOffset(channel)) - largest);
                }

                float logarithm = (float)Math.Log(total);
                for (int channel = 0; channel < from.Channels; channel++)
                {
                    Unsafe.Add(ref yp, to.ChannelOffset(channel)) = Unsafe.Add(ref xp, from.ChannelOffset(channel)) - largest - logarithm;
                }
            }
        }
    }

    /// <summary>dx = dy - exp(y) * sum of dy</summary>
    /// <param name="y">The output's first float.</param>
    /// <param name="value">The output's layout.</param>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogBackward(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to)
    {
        for (int row = 0; row < value.Rows; row++)
        {
            for (int column = 0; column < value.Width; column++)
            {
                ref float yp = ref Pixel(ref y, value, row, column);
                ref float dyp = ref Pixel(ref dy, from, row, column);
                ref float dxp = ref Pixel(ref dx, to, row, column);
                double total = 0;
                for (int channel = 0; channel < value.Channels; channel++)
                {
                    total += Unsafe.Add(ref dyp, from.ChannelOffset(channel));
                }

                float sum = (float)total;
                for (int channel = 0; channel < value.Channels; channel++)
                {
                    Unsafe.Add(ref dxp, to.ChannelOffset(channel)) =
                        Unsafe.Add(ref dyp, from.ChannelOffset(channel)) - (NegativeExp.Of(Unsafe.Add(ref yp, value.ChannelOffset(channel))) * sum);
                }
            }
        }
    }

    private static float Largest(ref float xp, in TensorLayout layout)
    {
        float largest = float.NegativeInfinity;
        for (int channel = 0; channel < layout.Channels; channel++)
        {
            largest = MathF.Max(largest, Unsafe.Add(ref xp, layout.ChannelOffset(channel)));
        }

        return largest;
    }

    private static ref float Pixel(ref float first, in TensorLayout layout, int row, int column) =>
        ref Unsafe.Add(ref first, layout.RowOffset(row) + (column * layout.ColumnStride));
}
