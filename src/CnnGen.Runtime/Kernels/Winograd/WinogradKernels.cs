using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>The loops of <see cref="Winograd"/> for one vector width.</summary>
/// <typeparam name="TFloats">The vector.</typeparam>
internal static unsafe class WinogradKernels<TFloats>
    where TFloats : struct, IFloats<TFloats>
{
    private const int Block = TensorLayout.Block;
    private const int Points = Winograd.Points;
    private const int Side = Winograd.Side;

    // A vector for each point, and what brings the first to a cache line's begin.
    private const int BetweenAxes = (Points * Points * Block) + Block;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformInput(ref float corner, in TensorLayout layout, in WinogradTiles tiles, ref float v, int share, int shares)
    {
        float* stack = stackalloc float[BetweenAxes];
        ref float between = ref Aligned(stack);
        nint rowStep = layout.RowStride;
        nint step = tiles.PointStep;
        int end = LoopShare.First(tiles.AllRows, share + 1, shares);
        for (int row = LoopShare.First(tiles.AllRows, share, shares); row < end; row++)
        {
            ref float line = ref Unsafe.Add(ref corner, ((nint)(row / tiles.Rows) * layout.PlaneStride) + (tiles.RowOf(row % tiles.Rows) * rowStep));
            ref float to = ref Unsafe.Add(ref v, tiles.PlaceOf(row));
            for (int tile = 0; tile < tiles.Columns; tile++)
            {
                InputTile(ref Unsafe.Add(ref line, tiles.ColumnOf(tile) * Block), rowStep, ref between, ref Unsafe.Add(ref to, tile * Block), step);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputTile(ref float x, nint rowStep, ref float between, ref float v, nint step)
    {
        for (int lane = 0; lane < Block; lane += TFloats.Count)
        {
            for (int column = 0; column < Points; column++)
            {
                WinogradTransforms<TFloats>.Input(ref Unsafe.Add(ref x, (column * Block) + lane), rowStep, ref Unsafe.Add(ref between, column * Block), Points * Block);
            }

            for (int row = 0; row < Points; row++)
            {
                WinogradTransforms<TFloats>.Input(ref Unsafe.Add(ref between, row * Points * Block), Block, ref Unsafe.Add(ref v, (row * Points * step) + lane), step);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformOutput(
        ref float m, ref float bias, bool activates, in WinogradTiles tiles, ref float y, in TensorLayout layout, int share, int shares)
    {
        float* stack = stackalloc float[BetweenAxes];
        ref float between = ref Aligned(stack);
        float* none = stackalloc float[Block];
        new Span<float>(none, Block).Clear();
        nint rowStep = layout.RowStride;
        nint step = tiles.PointStep;
        int end = LoopShare.First(tiles.AllRows, share + 1, shares);
        for (int row = LoopShare.First(tiles.AllRows, share, shares); row < end; row++)
        {
            int block = row / tiles.Rows;
            int tileRow = row % tiles.Rows;
            ref float constants = ref Unsafe.IsNullRef(ref bias) ? ref *none : ref Unsafe.Add(ref bias, block * Block);
            ref float from = ref Unsafe.Add(ref m, tiles.PlaceOf(row));
            ref float line = ref Unsafe.Add(ref y, layout.Origin + ((nint)block * layout.PlaneStride) + (tiles.RowOf(tileRow) * rowStep));
            for (int tile = 0; tile < tiles.Columns; tile++)
            {
                OutputTile(
                    ref Unsafe.Add(ref from, tile * Block),
                    step,
                    ref between,
                    ref constants,
                    activates,
                    ref Unsafe.Add(ref line, tiles.ColumnOf(tile) * Block),
                    rowStep,
                    tiles.RowsAbove(tileRow),
                    tiles.ColumnsBefore(tile));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OutputTile(
        ref float m, nint step, ref float between, ref float bias, bool activates, ref float y, nint rowStep, int firstRow, int firstColumn)
    {
        // Negative infinity leaves all numbers as they are.
        TFloats least = TFloats.Create(activates ? 0 : float.NegativeInfinity);
        for (int lane = 0; lane < Block; lane += TFloats.Count)
        {
            for (int column = 0; column < Points; column++)
            {
                WinogradTransforms<TFloats>.Output(ref Unsafe.Add(ref m, (column * step) + lane), Points * step, out TFloats t0, out TFloats t1, out TFloats t2, out TFloats t3);
                TFloats.Store(t0, ref between, column * Block);
                TFloats.Store(t1, ref between, (Points + column) * Block);
                TFloats.Store(t2, ref between, ((2 * Points) + column) * Block);
                TFloats.Store(t3, ref between, ((3 * Points) + column) * Block);
            }

            TFloats constant = TFloats.Load(ref bias, lane);
            for (int row = firstRow; row < Side; row++)
            {
                WinogradTransforms<TFloats>.Output(ref Unsafe.Add(ref between, row * Points * Block), Block, out TFloats y0, out TFloats y1, out TFloats y2, out TFloats y3);
                ref float to = ref Unsafe.Add(ref y, (row * rowStep) + lane);
                if (firstColumn == 0)
                {
                    TFloats.Store(TFloats.Max(least, y0 + constant), ref to, 0);
                }

                if (firstColumn <= 1)
                {
                    TFloats.Store(TFloats.Max(least, y1 + constant), ref to, Block);
                }

                if (firstColumn <= 2)
                {
                    TFloats.Store(TFloats.Max(least, y2 + constant), ref to, 2 * Block);
                }

                TFloats.Store(TFloats.Max(least, y3 + constant), ref to, 3 * Block);
            }
        }
    }

    /// <summary>Brings filters to the points: U = G g G^T.</summary>
    /// <param name="from">The first weights of sixteen filters of one channel.</param>
    /// <param name="tapStep">Floats from a tap to the next.</param>
    /// <param name="to">Receives the first point.</param>
    /// <param name="step">Floats from a point to the next.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransformFilters(ref float from, nint tapStep, ref float to, nint step)
    {
        float* stack = stackalloc float[BetweenAxes];
        ref float between = ref Aligned(stack);
        for (int lane = 0; lane < Block; lane += TFloats.Count)
        {
            for (int column = 0; column < Taps; column++)
            {
                WinogradTransforms<TFloats>.Filter(ref Unsafe.Add(ref from, (column * tapStep) + lane), Taps * tapStep, ref Unsafe.Add(ref between, column * Block), Taps * Block);
            }

            for (int row = 0; row < Points; row++)
            {
                WinogradTransforms<TFloats>.Filter(ref Unsafe.Add(ref between, row * Taps * Block), Block, ref Unsafe.Add(ref to, (row * Points * step) + lane), step);
            }
        }
    }

    // Taps of a filter along an axis.
    private const int Taps = Points - Side + 1;

    // Vectors across cache lines take twice the time.
    private static ref float Aligned(float* memory)
    {
        nint bytes = -(nint)memory & ((Block * sizeof(float)) - 1);
        return ref *(float*)((byte*)memory + bytes);
    }
}
