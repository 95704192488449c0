using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>dx = W^T dy: the weights are read as they lie, so that no transposed copy is kept.</summary>
internal static partial class ProductKernels<TLanes, TVector>
{
    // Rows of many tiles are streams that no cache has sets for, of fewer the sums across lanes would weigh: measured.
    private const int TilesAtOnce = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(ref float dy, int filters, int plane, ref float w, ref float dx, in TensorLayout volume, int samples, nint stride)
    {
        VolumeRuns whole = VolumeRuns.Whole(volume);
        VolumeRuns rest = VolumeRuns.Rest(volume);
        int tiles = (filters + Tile - 1) / Tile;
        nint tileLength = (nint)(whole.Rows + rest.Rows) * Tile;
        for (int tile = 0; tile < tiles; tile += TilesAtOnce)
        {
            Tiles some = new(Math.Min(TilesAtOnce, tiles - tile), tileLength, plane, Adds: tile > 0);
            ref float dyt = ref Unsafe.Add(ref dy, (nint)tile * plane);
            ref float wt = ref Unsafe.Add(ref w, tile * tileLength);
            InputGradientOfRuns(ref dyt, ref wt, some, ref dx, whole, samples, stride);
            InputGradientOfRuns(ref dyt, ref Unsafe.Add(ref wt, (nint)whole.Rows * Tile), some, ref dx, rest, samples, stride);
        }
    }

    /// <summary>Tiles of filters that are summed over at once.</summary>
    /// <param name="Count">How many.</param>
    /// <param name="Length">Floats from a tile's weights to the next's.</param>
    /// <param name="Plane">Floats from a tile's outputs to the next's.</param>
    /// <param name="Adds">Whether the sums are added to those of tiles before them.</param>
    private readonly record struct Tiles(int Count, nint Length, nint Plane, bool Adds);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientOfRuns(ref float dy, ref float w, in Tiles tiles, ref float dx, in VolumeRuns runs, int samples, nint stride)
    {
        int together = Together(samples, out int sixes);
        int offset = runs.First(out int left);
        for (int run = 0; run < runs.Count; run++)
        {
            ref float dxr = ref Unsafe.Add(ref dx, offset);
            for (int row = 0; together > 0 && row < runs.Length; row += 2)
            {
                // Where there is no second row the first is computed twice, and the second result stored over the first.
                nint second = row + 1 < runs.Length ? 1 : 0;
                ref float dxk = ref Unsafe.Add(ref dxr, (nint)row * runs.FloatStep);
                ref float wk = ref Unsafe.Add(ref w, (nint)row * Tile);
                for (int sample = 0, six = 0; sample < together; six++)
                {
                    ref float dys = ref Unsafe.Add(ref dy, sample * stride);
                    ref float dxs = ref Unsafe.Add(ref dxk, sample * stride);
                    if (six < sixes)
                    {
                        InputGradientOf6(ref dys, stride, tiles, ref wk, second * Tile, ref dxs, second * runs.FloatStep);
                        sample += 6;
                    }
                    else
                    {
                        InputGradientOf4(ref dys, stride, tiles, ref wk, second * Tile, ref dxs, second * runs.FloatStep);
                        sample += 4;
                    }
                }
            }

            for (int sample = together; sample < samples; sample++)
            {
                InputGradientOfOne(ref Unsafe.Add(ref dy, sample * stride), tiles, ref w, ref Unsafe.Add(ref dxr, sample * stride), runs.FloatStep, runs.Length);
            }

            w = ref Unsafe.Add(ref w, (nint)runs.Length * Tile);
            offset = runs.Next(run, offset, ref left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientOfOne(ref float dy, in Tiles tiles, ref float w, ref float dx, nint step, int rows)
    {
        int row = 0;
        for (; row + 8 <= rows; row += 8)
        {
            InputGradientRows8(ref dy, tiles, ref Unsafe.Add(ref w, (nint)row * Tile), ref Unsafe.Add(ref dx, row * step), step);
        }

        for (; row < rows; row++)
        {
            InputGradientRows1(ref dy, tiles, ref Unsafe.Add(ref w, (nint)row * Tile), ref Unsafe.Add(ref dx, row * step));
        }
    }

    /// <summary>Six samples times two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientOf6(ref float dy, nint stride, in Tiles tiles, ref float w, nint secondRow, ref float dx, nint secondInput)
    {
        TVector near0 = default, near1 = default, near2 = default, near3 = default, near4 = default, near5 = default;
        TVector far0 = default, far1 = default, far2 = default, far3 = default, far4 = default, far5 = default;
        nint length = tiles.Length;
        nint plane = tiles.Plane;
        for (int tile = tiles.Count; tile > 0; tile--)
        {
            for (nint lane = 0; lane < Tile; lane += TLanes.Count)
            {
                TVector near = TLanes.Load(ref w, lane);
                TVector far = TLanes.Load(ref w, secondRow + lane);
                TVector element = TLanes.Load(ref dy, lane);
                near0 = TLanes.MultiplyAdd(near, element, near0);
                far0 = TLanes.MultiplyAdd(far, element, far0);
                element = TLanes.Load(ref dy, stride + lane);
                near1 = TLanes.MultiplyAdd(near, element, near1);
                far1 = TLanes.MultiplyAdd(far, element, far1);
                element = TLanes.Load(ref dy, (2 * stride) + lane);
                near2 = TLanes.MultiplyAdd(near, element, near2);
                far2 = TLanes.MultiplyAdd(far, element, far2);
                element = TLanes.Load(ref dy, (3 * stride) + lane);
                near3 = TLanes.MultiplyAdd(near, element, near3);
                far3 = TLanes.MultiplyAdd(far, element, far3);
                element = TLanes.Load(ref dy, (4 * stride) + lane);
                near4 = TLanes.MultiplyAdd(near, element, near4);
                far4 = TLanes.MultiplyAdd(far, element, far4);
                element = TLanes.Load(ref dy, (5 * stride) + lane);
                near5 = TLanes.MultiplyAdd(near, element, near5);
                far5 = TLanes.MultiplyAdd(far, element, far5);
            }

            w = ref Unsafe.Add(ref w, length);
            dy = ref Unsafe.Add(ref dy, plane);
        }

        StoreSums(near0, far0, ref dx, secondInput, tiles.Adds);
        StoreSums(near1, far1, ref Unsafe.Add(ref dx, stride), secondInput, tiles.Adds);
        StoreSums(near2, far2, ref Unsafe.Add(ref dx, 2 * stride), secondInput, tiles.Adds);
        StoreSums(near3, far3, ref Unsafe.Add(ref dx, 3 * stride), secondInput, tiles.Adds);
        StoreSums(near4, far4, ref Unsafe.Add(ref dx, 4 * stride), secondInput, tiles.Adds);
        StoreSums(near5, far5, ref Unsafe.Add(ref dx, 5 * stride), secondInput, tiles.Adds);
    }

    /// <summary>Four samples times two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientOf4(ref float dy, nint stride, in Tiles tiles, ref float w, nint secondRow, ref float dx, nint secondInput)
    {
        TVector near0 = default, near1 = default, near2 = default, near3 = default;
        TVector far0 = default, far1 = default, far2 = default, far3 = default;
        nint length = tiles.Length;
        nint plane = tiles.Plane;
        for (int tile = tiles.Count; tile > 0; tile--)
        {
            for (nint lane = 0; lane < Tile; lane += TLanes.Count)
            {
                TVector near = TLanes.Load(ref w, lane);
                TVector far = TLanes.Load(ref w, secondRow + lane);
                TVector element = TLanes.Load(ref dy, lane);
                near0 = TLanes.MultiplyAdd(near, element, near0);
                far0 = TLanes.MultiplyAdd(far, element, far0);
                element = TLanes.Load(ref dy, stride + lane);
                near1 = TLanes.MultiplyAdd(near, element, near1);
                far1 = TLanes.MultiplyAdd(far, element, far1);
                element = TLanes.Load(ref dy, (2 * stride) + lane);
                near2 = TLanes.MultiplyAdd(near, element, near2);
                far2 = TLanes.MultiplyAdd(far, element, far2);
                element = TLanes.Load(ref dy, (3 * stride) + lane);
                near3 = TLanes.MultiplyAdd(near, element, near3);
                far3 = TLanes.MultiplyAdd(far, element, far3);
            }

            w = ref Unsafe.Add(ref w, length);
            dy = ref Unsafe.Add(ref dy, plane);
        }

        StoreSums(near0, far0, ref dx, secondInput, tiles.Adds);
        StoreSums(near1, far1, ref Unsafe.Add(ref dx, stride), secondInput, tiles.Adds);
        StoreSums(near2, far2, ref Unsafe.Add(ref dx, 2 * stride), secondInput, tiles.Adds);
        StoreSums(near3, far3, ref Unsafe.Add(ref dx, 3 * stride), secondInput, tiles.Adds);
    }

    /// <summary>One sample times eight rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientRows8(ref float dy, in Tiles tiles, ref float w, ref float dx, nint step)
    {
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        nint length = tiles.Length;
        nint plane = tiles.Plane;
        for (int tile = tiles.Count; tile > 0; tile--)
        {
            for (nint lane = 0; lane < Tile; lane += TLanes.Count)
            {
                TVector element = TLanes.Load(ref dy, lane);
                sum0 = TLanes.MultiplyAdd(TLanes.Load(ref w, lane), element, sum0);
                sum1 = TLanes.MultiplyAdd(TLanes.Load(ref w, Tile + lane), element, sum1);
                sum2 = TLanes.MultiplyAdd(TLanes.Load(ref w, (2 * Tile) + lane), element, sum2);
                sum3 = TLanes.MultiplyAdd(TLanes.Load(ref w, (3 * Tile) + lane), element, sum3);
                sum4 = TLanes.MultiplyAdd(TLanes.Load(ref w, (4 * Tile) + lane), element, sum4);
                sum5 = TLanes.MultiplyAdd(TLanes.Load(ref w, (5 * Tile) + lane), element, sum5);
                sum6 = TLanes.MultiplyAdd(TLanes.Load(ref w, (6 * Tile) + lane), element, sum6);
                sum7 = TLanes.MultiplyAdd(TLanes.Load(ref w, (7 * Tile) + lane), element, sum7);
            }

            w = ref Unsafe.Add(ref w, length);
            dy = ref Unsafe.Add(ref dy, plane);
        }

        StoreSum(sum0, ref dx, tiles.Adds);
        StoreSum(sum1, ref Unsafe.Add(ref dx, step), tiles.Adds);
        StoreSum(sum2, ref Unsafe.Add(ref dx, 2 * step), tiles.Adds);
        StoreSum(sum3, ref Unsafe.Add(ref dx, 3 * step), tiles.Adds);
        StoreSum(sum4, ref Unsafe.Add(ref dx, 4 * step), tiles.Adds);
        StoreSum(sum5, ref Unsafe.Add(ref dx, 5 * step), tiles.Adds);
        StoreSum(sum6, ref Unsafe.Add(ref dx, 6 * step), tiles.Adds);
        StoreSum(sum7, ref Unsafe.Add(ref dx, 7 * step), tiles.Adds);
    }

    /// <summary>One sample times one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientRows1(ref float dy, in Tiles tiles, ref float w, ref float dx)
    {
        TVector sum0 = default;
        nint length = tiles.Length;
        nint plane = tiles.Plane;
        for (int tile = tiles.Count; tile > 0; tile--)
        {
            for (nint lane = 0; lane < Tile; lane += TLanes.Count)
            {
                TVector element = TLanes.Load(ref dy, lane);
                sum0 = TLanes.MultiplyAdd(TLanes.Load(ref w, lane), element, sum0);
            }

            w = ref Unsafe.Add(ref w, length);
            dy = ref Unsafe.Add(ref dy, plane);
        }

        StoreSum(sum0, ref dx, tiles.Adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSums(TVector near, TVector far, ref float dx, nint second, bool adds)
    {
        // Both are added to what was there before either: they may be one.
        float nearSum = TLanes.Sum(near) + (adds ? dx : 0);
        float farSum = TLanes.Sum(far) + (adds ? Unsafe.Add(ref dx, second) : 0);
        dx = nearSum;
        Unsafe.Add(ref dx, second) = farSum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSum(TVector sum, ref float dx, bool adds) => dx = TLanes.Sum(sum) + (adds ? dx : 0);
}
