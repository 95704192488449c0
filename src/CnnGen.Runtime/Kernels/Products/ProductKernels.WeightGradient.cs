using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CnnGen.Runtime;

/// <summary>dW = dy x^T, summed over samples: a part of the filters at a time, each weight stored once.</summary>
internal static partial class ProductKernels<TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(ref float x, in TensorLayout volume, ref float dy, int filters, int plane, ref float dw, int samples, nint stride, int part, int parts)
    {
        VolumeRuns whole = VolumeRuns.Whole(volume);
        VolumeRuns rest = VolumeRuns.Rest(volume);
        Pairs pairs = new(TLanes.Count, filters, whole.Rows + rest.Rows, plane);
        int end = (int)((long)pairs.Count * (part + 1) / parts);
        for (int number = (int)((long)pairs.Count * part / parts); number < end; number++)
        {
            Pair pair = pairs[number];
            ref float dwp = ref Unsafe.Add(ref dw, pair.Weights);
            ref float dyp = ref Unsafe.Add(ref dy, pair.Output);
            for (int stretch = 0; stretch < 2; stretch++)
            {
                ref readonly VolumeRuns runs = ref stretch == 0 ? ref whole : ref rest;
                nint step = runs.FloatStep;
                int offset = runs.First(out int left);
                for (int run = 0; run < runs.Count; run++)
                {
                    ref float xr = ref Unsafe.Add(ref x, offset);
                    int row = 0;
                    for (; row + 6 <= runs.Length; row += 6)
                    {
                        WeightGradientRows6(ref Unsafe.Add(ref xr, row * step), step, ref dyp, pair.SecondOutput, ref Unsafe.Add(ref dwp, (nint)row * Tile), pair.Second, samples, stride);
                    }

                    for (; row < runs.Length; row++)
                    {
                        WeightGradientRows1(ref Unsafe.Add(ref xr, row * step), ref dyp, pair.SecondOutput, ref Unsafe.Add(ref dwp, (nint)row * Tile), pair.Second, samples, stride);
                    }

                    dwp = ref Unsafe.Add(ref dwp, (nint)runs.Length * Tile);
                    offset = runs.Next(run, offset, ref left);
                }
            }

            ClearPadding(ref dw, filters, whole.Rows + rest.Rows, (number + 1) * 2 * TLanes.Count);
        }
    }

    /// <summary>Makes a pair's gradients behind the last filter zero: an input that is not a number gives none times zero.</summary>
    /// <remarks>Those of its own lanes alone: another thread may write the rest of the tile.</remarks>
    private static void ClearPadding(ref float dw, int filters, int rows, int end)
    {
        int tile = filters / Tile;
        int first = Math.Max(filters, end - (2 * TLanes.Count)) - (tile * Tile);
        int last = Math.Min(end - (tile * Tile), Tile);
        if (filters % Tile == 0 || first >= last)
        {
            return;
        }

        Span<float> weights = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref dw, (nint)tile * rows * Tile), rows * Tile);
        for (int row = 0; row < weights.Length; row += Tile)
        {
            weights[(row + first)..(row + last)].Clear();
        }
    }

    /// <summary>Six rows times two vectors of filters, over all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientRows6(ref float x, nint step, ref float dy, nint secondOutput, ref float dw, nint second, int samples, nint stride)
    {
        TVector low0 = default, low1 = default, low2 = default, low3 = default, low4 = default, low5 = default;
        TVector high0 = default, high1 = default, high2 = default, high3 = default, high4 = default, high5 = default;
        for (int sample = samples; sample > 0; sample--)
        {
            TVector low = TLanes.Load(ref dy, 0);
            TVector high = TLanes.Load(ref dy, secondOutput);
            TVector element = TLanes.Create(x);
            low0 = TLanes.MultiplyAdd(low, element, low0);
            high0 = TLanes.MultiplyAdd(high, element, high0);
            element = TLanes.Create(Unsafe.Add(ref x, step));
            low1 = TLanes.MultiplyAdd(low, element, low1);
            high1 = TLanes.MultiplyAdd(high, element, high1);
            element = TLanes.Create(Unsafe.Add(ref x, 2 * step));
            low2 = TLanes.MultiplyAdd(low, element, low2);
            high2 = TLanes.MultiplyAdd(high, element, high2);
            element = TLanes.Create(Unsafe.Add(ref x, 3 * step));
            low3 = TLanes.MultiplyAdd(low, element, low3);
            high3 = TLanes.MultiplyAdd(high, element, high3);
            element = TLanes.Create(Unsafe.Add(ref x, 4 * step));
            low4 = TLanes.MultiplyAdd(low, element, low4);
            high4 = TLanes.MultiplyAdd(high, element, high4);
            element = TLanes.Create(Unsafe.Add(ref x, 5 * step));
            low5 = TLanes.MultiplyAdd(low, element, low5);
            high5 = TLanes.MultiplyAdd(high, element, high5);
            x = ref Unsafe.Add(ref x, stride);
            dy = ref Unsafe.Add(ref dy, stride);
        }

        TLanes.Store(low0, ref dw, 0);
        TLanes.Store(high0, ref dw, second);
        TLanes.Store(low1, ref dw, Tile);
        TLanes.Store(high1, ref dw, Tile + second);
        TLanes.Store(low2, ref dw, 2 * Tile);
        TLanes.Store(high2, ref dw, (2 * Tile) + second);
        TLanes.Store(low3, ref dw, 3 * Tile);
        TLanes.Store(high3, ref dw, (3 * Tile) + second);
        TLanes.Store(low4, ref dw, 4 * Tile);
        TLanes.Store(high4, ref dw, (4 * Tile) + second);
        TLanes.Store(low5, ref dw, 5 * Tile);
        TLanes.Store(high5, ref dw, (5 * Tile) + second);
    }

    /// <summary>One row times two vectors of filters, over all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientRows1(ref float x, ref float dy, nint secondOutput, ref float dw, nint second, int samples, nint stride)
    {
        TVector low0 = default;
        TVector high0 = default;
        for (int sample = samples; sample > 0; sample--)
        {
            TVector low = TLanes.Load(ref dy, 0);
            TVector high = TLanes.Load(ref dy, secondOutput);
            TVector element = TLanes.Create(x);
            low0 = TLanes.MultiplyAdd(low, element, low0);
            high0 = TLanes.MultiplyAdd(high, element, high0);
            x = ref Unsafe.Add(ref x, stride);
            dy = ref Unsafe.Add(ref dy, stride);
        }

        TLanes.Store(low0, ref dw, 0);
        TLanes.Store(high0, ref dw, second);
    }
}
