using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Straight lines between neighbours along every axis, all channels of a block at a time. For generated code.</summary>
/// <remarks>Each axis's scale is the ratio of its sizes, so one of the same size on both sides is left as it is.</remarks>
public static class LinearUpsampling
{
    /// <summary>y = the input between its positions.</summary>
    /// <param name="x">The input's first float.</param>
    /// <param name="from">The input's layout: blocks of channels.</param>
    /// <param name="alignsCorners">Whether the outermost positions lie on one another; else their edges do.</param>
    /// <param name="y">The output's first float.</param>
    /// <param name="to">The output's layout: the same blocks of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float x, in TensorLayout from, bool alignsCorners, ref float y, in TensorLayout to)
    {
        for (int plane = 0; plane < to.Blocks; plane++)
        {
            Positions.ClearPlane(ref y, to, plane);
            for (int row = 0; row < to.Rows; row++)
            {
                Tap slice = Tap.Of(row / to.Height, from.Depth, to.Depth, alignsCorners);
                Tap inSlice = Tap.Of(row % to.Height, from.Height, to.Height, alignsCorners);
                ref float written = ref Unsafe.Add(ref y, to.PlaneRowOffset(plane, row));
                for (int corner = 0; corner < Tap.Corners; corner++)
                {
                    float weight = slice.Weight(corner / 2) * inSlice.Weight(corner % 2);
                    if (weight != 0)
                    {
                        int source = (slice.Place(corner / 2) * from.Height) + inSlice.Place(corner % 2);
                        AddRow(ref Unsafe.Add(ref x, from.PlaneRowOffset(plane, source)), from.Width, weight, alignsCorners, ref written, to.Width);
                    }
                }
            }
        }
    }

    /// <summary>The gradient: each output's goes to the inputs around it by their weights.</summary>
    /// <param name="dy">The output gradient's first float.</param>
    /// <param name="from">The output gradient's layout.</param>
    /// <param name="alignsCorners">Whether the outermost positions lie on one another.</param>
    /// <param name="dx">The input gradient's first float.</param>
    /// <param name="to">The input gradient's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float dy, in TensorLayout from, bool alignsCorners, ref float dx, in TensorLayout to)
    {
        for (int plane = 0; plane < to.Blocks; plane++)
        {
            Positions.ClearPlane(ref dx, to, plane);
            for (int row = 0; row < from.Rows; row++)
            {
                Tap slice = Tap.Of(row / from.Height, to.Depth, from.Depth, alignsCorners);
                Tap inSlice = Tap.Of(row % from.Height, to.Height, from.Height, alignsCorners);
                ref float read = ref Unsafe.Add(ref dy, from.PlaneRowOffset(plane, row));
                for (int corner = 0; corner < Tap.Corners; corner++)
                {
                    float weight = slice.Weight(corner / 2) * inSlice.Weight(corner % 2);
                    if (weight != 0)
                    {
                        int target = (slice.Place(corner / 2) * to.Height) + inSlice.Place(corner % 2);
                        AddRowBack(ref read, from.Width, weight, alignsCorners, ref Unsafe.Add(ref dx, to.PlaneRowOffset(plane, target)), to.Width);
                    }
                }
            }
        }
    }

    /// <summary>Adds a row's share to an output row.</summary>
    private static void AddRow(ref float x, int width, float weight, bool alignsCorners, ref float y, int outputs)
    {
        for (int column = 0; column < outputs; column++)
        {
            Tap tap = Tap.Of(column, width, outputs, alignsCorners);
            ref float first = ref Unsafe.Add(ref x, tap.First * TensorLayout.Block);
            ref float second = ref Unsafe.Add(ref x, tap.Second * TensorLayout.Block);
            ref float sum = ref Unsafe.Add(ref y, column * TensorLayout.Block);
            Elementwise.Apply(new AddProduct(weight * tap.Weight(0)), ref first, ref sum, ref sum, TensorLayout.Block);
            Elementwise.Apply(new AddProduct(weight * tap.Weight(1)), ref second, ref sum, ref sum, TensorLayout.Block);
        }
    }

    /// <summary>Adds an output row's share to a row.</summary>
    private static void AddRowBack(ref float dy, int outputs, float weight, bool alignsCorners, ref float dx, int width)
    {
        for (int column = 0; column < outputs; column++)
        {
            Tap tap = Tap.Of(column, width, outputs, alignsCorners);
            ref float gradient = ref Unsafe.Add(ref dy, column * TensorLayout.Block);
            ref float first = ref Unsafe.Add(ref dx, tap.First * TensorLayout.Block);
            ref float second = ref Unsafe.Add(ref dx, tap.Second * TensorLayout.Block);
            Elementwise.Apply(new AddProduct(weight * tap.Weight(0)), ref gradient, ref first, ref first, TensorLayout.Block);
            Elementwise.Apply(new AddProduct(weight * tap.Weight(1)), ref gradient, ref second, ref second, TensorLayout.Block);
        }
    }

    /// <summary>The two inputs around an output along one axis, and the second one's weight.</summary>
    private readonly record struct Tap(int First, int Second, float Share)
    {
        /// <summary>Pairs of a slice's and a row's inputs.</summary>
        public const int Corners = 4;

        private const double Half = 0.5;

        public static Tap Of(int at, int inputs, int outputs, bool alignsCorners)
        {
            double place = !alignsCorners ? Math.Max(0, ((at + Half) * inputs / outputs) - Half)
                : outputs == 1 ? 0
                : (double)at * (inputs - 1) / (outputs - 1);
            int first = (int)place;
            return new Tap(first, Math.Min(first + 1, inputs - 1), (float)(place - first));
        }

        public int Place(int end) => end == 0 ? First : Second;

        public float Weight(int end) => end == 0 ? 1 - Share : Share;
    }

    /// <summary>factor * x + sum</summary>
    private readonly struct AddProduct(float factor) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Invoke<TFloats>(TFloats x, TFloats sum)
            where TFloats : struct, IFloats<TFloats> => TFloats.MultiplyAdd(TFloats.Create(factor), x, sum);
    }
}
