using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Softmax over the channels of each pixel, and its logarithm. For generated code.</summary>
/// <remarks>
/// Sums are in double: a thousand floats would lose digits. Some go side by side, each of every so many channels (<see cref="SumsInFlight"/>), so
/// that they do not depend on a layout or a vector width.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelSoftmax
{
    // A multiple of the sums in flight: few enough to be cleared in no time for a pixel of few channels.
    private const int ValuesAtOnce = 8 * SumsInFlight.Count;

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
        int run = Math.Min(RunOf(from), RunOf(to));
        for (int row = 0; row < from.Rows; row++)
        {
            for (int column = 0; column < from.Width; column++)
            {
                TFunction.Forward(Pixel(ref x, from, row, column, run), Pixel(ref y, to, row, column, run));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForEachPixel<TFunction>(ref float y, in TensorLayout value, ref float dy, in TensorLayout from, ref float dx, in TensorLayout to)
        where TFunction : IPixelFunction
    {
        int run = Math.Min(RunOf(value), Math.Min(RunOf(from), RunOf(to)));
        for (int row = 0; row < value.Rows; row++)
        {
            for (int column = 0; column < value.Width; column++)
            {
                TFunction.Backward(Pixel(ref y, value, row, column, run), Pixel(ref dy, from, row, column, run), Pixel(ref dx, to, row, column, run));
            }
        }
    }

    /// <summary>How many channels lie side by side: all of a vector, a block's of a pixel, one of planes.</summary>
    private static int RunOf(in TensorLayout layout)
    {
        int sideBySide = layout.IsPlanar ? 1 : TensorLayout.Block;
        return layout.GroupChannels != layout.Channels ? 1 : layout.PlaneStride == sideBySide ? layout.Channels : sideBySide;
    }

    private static PixelChannels Pixel(ref float first, in TensorLayout layout, int row, int column, int run) =>
        new(ref Unsafe.Add(ref first, layout.RowOffset(row) + (column * layout.ColumnStride)), layout, run);

    /// <summary>A function of a pixel's channels, and its gradient.</summary>
    private interface IPixelFunction
    {
        static abstract void Forward(PixelChannels x, PixelChannels y);

        static abstract void Backward(PixelChannels y, PixelChannels dy, PixelChannels dx);
    }

    private readonly struct Shares : IPixelFunction
    {
        public static void Forward(PixelChannels x, PixelChannels y)
        {
            y.Set(new Exponential(x.Largest()), x);
            y.Set(new Product((float)(1 / y.Total())), y);
        }

        public static void Backward(PixelChannels y, PixelChannels dy, PixelChannels dx) => dx.Set(new ShareGradient((float)y.Dot(dy)), y, dy);
    }

    private readonly struct Logarithms : IPixelFunction
    {
        public static void Forward(PixelChannels x, PixelChannels y)
        {
            float largest = x.Largest();
            y.Set(new Difference(largest, (float)Math.Log(x.Total(new Exponential(largest)))), x);
        }

        public static void Backward(PixelChannels y, PixelChannels dy, PixelChannels dx) => dx.Set(new LogarithmGradient((float)dy.Total()), y, dy);
    }

    /// <summary>The channels of one pixel: runs that lie side by side.</summary>
    private readonly ref struct PixelChannels(ref float first, in TensorLayout layout, int run)
    {
        private readonly ref float _first = ref first;
        private readonly ref readonly TensorLayout _layout = ref layout;
        private readonly int _run = run;

        /// <summary>y = f(x), channel by channel.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Set<TFunction>(TFunction function, PixelChannels x)
            where TFunction : struct, IUnaryFunction
        {
            for (int channel = 0; channel < _layout.Channels; channel += _run)
            {
                Elementwise.Apply(function, ref x.At(channel), ref At(channel), LengthFrom(channel));
            }
        }

        /// <summary>z = f(x, y), channel by channel.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Set<TFunction>(TFunction function, PixelChannels x, PixelChannels y)
            where TFunction : struct, IBinaryFunction
        {
            for (int channel = 0; channel < _layout.Channels; channel += _run)
            {
                Elementwise.Apply(function, ref x.At(channel), ref y.At(channel), ref At(channel), LengthFrom(channel));
            }
        }

        /// <summary>The largest of them; of numbers alone, if some are none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public float Largest()
        {
            float largest = float.NegativeInfinity;
            for (int channel = 0; channel < _layout.Channels; channel += _run)
            {
                largest = VectorMath.Largest(ref At(channel), LengthFrom(channel), largest);
            }

            return largest;
        }

        /// <summary>Their sum.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Total()
        {
            Span<double> sums = stackalloc double[SumsInFlight.Count];
            sums.Clear();
            for (int channel = 0; channel < _layout.Channels; channel += _run)
            {
                SumsInFlight.Add(ref At(channel), LengthFrom(channel), channel, sums);
            }

            return SumsInFlight.Total(sums);
        }

        /// <summary>The sum of a function of each, which is not stored.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Total<TFunction>(TFunction function)
            where TFunction : struct, IUnaryFunction
        {
            Span<double> sums = stackalloc double[SumsInFlight.Count];
            Span<float> values = stackalloc float[ValuesAtOnce];
            sums.Clear();
            for (int channel = 0; channel < _layout.Channels; channel += _run)
            {
                int length = LengthFrom(channel);
                for (int done = 0; done < length; done += ValuesAtOnce)
                {
                    int count = Math.Min(ValuesAtOnce, length - done);
                    Elementwise.Apply(function, ref Unsafe.Add(ref At(channel), done), ref values[0], count);
                    SumsInFlight.Add(ref values[0], count, channel + done, sums);
                }
            }

            return SumsInFlight.Total(sums);
        }

        /// <summary>The sum of their products with others.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Dot(PixelChannels others)
        {
            Span<double> sums = stackalloc double[SumsInFlight.Count];
            sums.Clear();
            for (int channel = 0; channel < _layout.Channels; channel += _run)
            {
                SumsInFlight.AddProducts(ref At(channel), ref others.At(channel), LengthFrom(channel), channel, sums);
            }

            return SumsInFlight.Total(sums);
        }

        private ref float At(int channel) => ref Unsafe.Add(ref _first, _layout.ChannelOffset(channel));

        private int LengthFrom(int channel) => Math.Min(_run, _layout.Channels - channel);
    }

    /// <summary>exp(x - largest)</summary>
    private readonly struct Exponential(float largest) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => NegativeExp.Of(x - TFloats.Create(largest));
    }

    /// <summary>factor * x: a division of each would take most of the time.</summary>
    private readonly struct Product(float factor) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => x * TFloats.Create(factor);
    }

    /// <summary>x - largest - logarithm</summary>
    private readonly struct Difference(float largest, float logarithm) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => x - TFloats.Create(largest) - TFloats.Create(logarithm);
    }

    /// <summary>y (dy - sum)</summary>
    private readonly struct ShareGradient(float sum) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats y, TFloats dy)
            where TFloats : struct, IFloats<TFloats> => y * (dy - TFloats.Create(sum));
    }

    /// <summary>dy - exp(y) sum</summary>
    private readonly struct LogarithmGradient(float sum) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats y, TFloats dy)
            where TFloats : struct, IFloats<TFloats> => dy - (NegativeExp.Of(y) * TFloats.Create(sum));
    }
}
