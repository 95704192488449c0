using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Straight lines between neighbours along every axis, all channels of a block at a time. For generated code.</summary>
/// <remarks>Each axis's scale is the ratio of its sizes, so one of the same size on both sides is left as it is.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LinearUpsampling
{
    private const int Ends = 2;

    /// <summary>y = the input between its positions.</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout: blocks of channels.</param>
    /// <param name="alignsCorners">Whether the outermost positions lie on one another; else their edges do.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout: the same blocks of channels.</param>
    public static void Forward(ref float x, in TensorLayout from, bool alignsCorners, ref float y, in TensorLayout to)
    {
        Clear(ref y, to);
        Walk<Interpolation>(ref x, from, alignsCorners, ref y, to);
    }

    /// <summary>The gradient: each output's goes to the inputs around it by their weights.</summary>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="alignsCorners">Whether the outermost positions lie on one another.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    public static void Backward(ref float dy, in TensorLayout from, bool alignsCorners, ref float dx, in TensorLayout to)
    {
        Clear(ref dx, to);
        Walk<Spread>(ref dx, to, alignsCorners, ref dy, from);
    }

    private static void Clear(ref float first, in TensorLayout layout)
    {
        for (int plane = 0; plane < layout.Blocks; plane++)
        {
            for (int row = 0; row < layout.Rows; row++)
            {
                TensorMemory.Clear(ref Unsafe.Add(ref first, layout.PlaneRowOffset(plane, row)), layout.Width * TensorLayout.Block);
            }
        }
    }

    private static void Walk<TDirection>(ref float inputs, in TensorLayout small, bool alignsCorners, ref float outputs, in TensorLayout large)
        where TDirection : IDirection
    {
        switch (Simd.VectorBits)
        {
            case >= 512:
                Walk<TDirection, Floats512>(ref inputs, small, alignsCorners, ref outputs, large);
                break;
            case >= 256:
                Walk<TDirection, Floats256>(ref inputs, small, alignsCorners, ref outputs, large);
                break;
            default:
                Walk<TDirection, Floats128>(ref inputs, small, alignsCorners, ref outputs, large);
                break;
        }
    }

    /// <summary>Goes through the rows of outputs, and with each to the rows of inputs around it: two of each of two slices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk<TDirection, TFloats>(ref float inputs, in TensorLayout small, bool alignsCorners, ref float outputs, in TensorLayout large)
        where TDirection : IDirection
        where TFloats : struct, IFloats<TFloats>
    {
        Line slices = Line.Of(small.Depth, large.Depth, alignsCorners);
        Line rows = Line.Of(small.Height, large.Height, alignsCorners);
        Line columns = Line.Of(small.Width, large.Width, alignsCorners);
        for (int plane = 0; plane < large.Blocks; plane++)
        {
            for (int row = 0; row < large.Rows; row++)
            {
                Place slice = slices.At(row / large.Height);
                Place inSlice = rows.At(row % large.Height);
                ref float output = ref Unsafe.Add(ref outputs, large.PlaneRowOffset(plane, row));
                for (int end = 0; end < Ends; end++)
                {
                    if (slice.Weight(end) != 0)
                    {
                        int first = slice.Input(end) * small.Height;
                        TDirection.Row<TFloats>(
                            ref Unsafe.Add(ref inputs, small.PlaneRowOffset(plane, first + inSlice.First)),
                            ref Unsafe.Add(ref inputs, small.PlaneRowOffset(plane, first + inSlice.Second)),
                            slice.Weight(end), inSlice.Share, columns, ref output, large.Width);
                    }
                }
            }
        }
    }

    /// <summary>What is done with a row of outputs and the two rows of inputs around it.</summary>
    private interface IDirection
    {
        static abstract void Row<TFloats>(ref float upper, ref float lower, float weight, float share, Line columns, ref float output, int width)
            where TFloats : struct, IFloats<TFloats>;
    }

    /// <summary>Adds to an output row what lies between two rows of the input.</summary>
    private readonly struct Interpolation : IDirection
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Row<TFloats>(ref float upper, ref float lower, float weight, float share, Line columns, ref float y, int width)
            where TFloats : struct, IFloats<TFloats>
        {
            for (int column = 0; column < width; column++)
            {
                Place place = columns.At(column);
                TFloats upperFirst = TFloats.Create(weight * (1 - share) * (1 - place.Share));
                TFloats upperSecond = TFloats.Create(weight * (1 - share) * place.Share);
                TFloats lowerFirst = TFloats.Create(weight * share * (1 - place.Share));
                TFloats lowerSecond = TFloats.Create(weight * share * place.Share);
                int first = place.First * TensorLayout.Block;
                int second = place.Second * TensorLayout.Block;
                for (int lane = 0; lane < TensorLayout.Block; lane += TFloats.Count)
                {
                    int pixel = (column * TensorLayout.Block) + lane;
                    TFloats sum = TFloats.MultiplyAdd(upperFirst, TFloats.Load(ref upper, first + lane), TFloats.Load(ref y, pixel));
                    sum = TFloats.MultiplyAdd(upperSecond, TFloats.Load(ref upper, second + lane), sum);
                    sum = TFloats.MultiplyAdd(lowerFirst, TFloats.Load(ref lower, first + lane), sum);
                    TFloats.Store(TFloats.MultiplyAdd(lowerSecond, TFloats.Load(ref lower, second + lane), sum), ref y, pixel);
                }
            }
        }
    }

    /// <summary>Adds a row of the output's gradient to the two rows around it.</summary>
    private readonly struct Spread : IDirection
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Row<TFloats>(ref float upper, ref float lower, float weight, float share, Line columns, ref float dy, int width)
            where TFloats : struct, IFloats<TFloats>
        {
            for (int column = 0; column < width; column++)
            {
                Place place = columns.At(column);
                for (int end = 0; end < Ends; end++)
                {
                    TFloats ofUpper = TFloats.Create(weight * (1 - share) * place.Weight(end));
                    TFloats ofLower = TFloats.Create(weight * share * place.Weight(end));
                    int input = place.Input(end) * TensorLayout.Block;
                    for (int lane = 0; lane < TensorLayout.Block; lane += TFloats.Count)
                    {
                        TFloats gradient = TFloats.Load(ref dy, (column * TensorLayout.Block) + lane);
                        TFloats.Store(TFloats.MultiplyAdd(ofUpper, gradient, TFloats.Load(ref upper, input + lane)), ref upper, input + lane);

                        // Loaded behind that store: at an edge both are one row.
                        TFloats.Store(TFloats.MultiplyAdd(ofLower, gradient, TFloats.Load(ref lower, input + lane)), ref lower, input + lane);
                    }
                }
            }
        }
    }

    /// <summary>Where an axis's outputs lie among its inputs.</summary>
    /// <param name="Step">From one output to the next.</param>
    /// <param name="Start">Of the first output.</param>
    /// <param name="Inputs">Inputs.</param>
    private readonly record struct Line(double Step, double Start, int Inputs)
    {
        private const double Half = 0.5;

        public static Line Of(int inputs, int outputs, bool alignsCorners) => alignsCorners
            ? new Line(outputs == 1 ? 0 : (inputs - 1.0) / (outputs - 1), 0, inputs)
            : new Line((double)inputs / outputs, (Half * inputs / outputs) - Half, inputs);

        public Place At(int output)
        {
            double place = Math.Clamp(Start + (output * Step), 0, Inputs - 1);
            int first = (int)place;
            return new Place(first, Math.Min(first + 1, Inputs - 1), (float)(place - first));
        }
    }

    /// <summary>The two inputs around an output along one axis, and the second one's weight.</summary>
    private readonly record struct Place(int First, int Second, float Share)
    {
        public int Input(int end) => end == 0 ? First : Second;

        public float Weight(int end) => end == 0 ? 1 - Share : Share;
    }
}
