using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CnnGen.Runtime;

/// <summary>Exchanges up to sixteen channels and the columns of a row, four by four.</summary>
internal static class Transpose
{
    private const int Side = 4;

    private static bool IsSupported => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>The channels or columns that are exchanged: whole fours.</summary>
    public static int Whole(int count) => IsSupported ? count / Side * Side : 0;

    /// <summary>The rows of <see cref="Whole"/> planes into one block's row, as many columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PlanesToBlock(ref float planes, int planeStride, ref float block, int channels, int columns)
    {
        for (int column = 0; column < columns; column += Side)
        {
            for (int channel = 0; channel < channels; channel += Side)
            {
                ref float source = ref Unsafe.Add(ref planes, (channel * planeStride) + column);
                Exchange(ref source, planeStride, ref Unsafe.Add(ref block, (column * TensorLayout.Block) + channel), TensorLayout.Block);
            }
        }
    }

    /// <summary>One block's row into the rows of as many planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BlockToPlanes(ref float block, ref float planes, int planeStride, int channels, int columns)
    {
        for (int column = 0; column < columns; column += Side)
        {
            for (int channel = 0; channel < channels; channel += Side)
            {
                ref float source = ref Unsafe.Add(ref block, (column * TensorLayout.Block) + channel);
                Exchange(ref source, TensorLayout.Block, ref Unsafe.Add(ref planes, (channel * planeStride) + column), planeStride);
            }
        }
    }

    /// <summary>The transpose of four rows of four floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref float x, int xStride, ref float y, int yStride)
    {
        Vector128<float> row0 = Vector128.LoadUnsafe(ref x);
        Vector128<float> row1 = Vector128.LoadUnsafe(ref x, (nuint)xStride);
        Vector128<float> row2 = Vector128.LoadUnsafe(ref x, (nuint)(2 * xStride));
        Vector128<float> row3 = Vector128.LoadUnsafe(ref x, (nuint)(3 * xStride));
        (Vector128<float> low01, Vector128<float> high01) = Interleave(row0, row1);
        (Vector128<float> low23, Vector128<float> high23) = Interleave(row2, row3);
        (Vector128<float> column0, Vector128<float> column1) = InterleavePairs(low01, low23);
        (Vector128<float> column2, Vector128<float> column3) = InterleavePairs(high01, high23);
        column0.StoreUnsafe(ref y);
        column1.StoreUnsafe(ref y, (nuint)yStride);
        column2.StoreUnsafe(ref y, (nuint)(2 * yStride));
        column3.StoreUnsafe(ref y, (nuint)(3 * yStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> a, Vector128<float> b) => Sse.IsSupported
        ? (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b))
        : (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));

    /// <summary>Both lower halves and both upper halves.</summary>
    /// <remarks>As doubles: halves of vectors are vectors of their own to the JIT, which x64 has none of, and would go through memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Lower, Vector128<float> Upper) InterleavePairs(Vector128<float> a, Vector128<float> b) => Sse2.IsSupported
        ? (Sse2.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle(), Sse2.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle())
        : (AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble()).AsSingle(), AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble()).AsSingle());
}
