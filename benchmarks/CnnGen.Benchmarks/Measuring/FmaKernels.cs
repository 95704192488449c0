using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>Loops of nothing but independent multiply-adds in registers.</summary>
internal static class FmaKernels
{
    /// <summary>Independent 512-bit multiply-adds a loop of <see cref="Run512"/>.</summary>
    /// <remarks>Two units of four cycles' latency need eight.</remarks>
    public const int Accumulators512 = 24;

    /// <summary>Independent 256-bit multiply-adds a loop of <see cref="Run256"/>.</summary>
    /// <remarks>Without AVX-512 there are 16 registers; 24 would be spilled.</remarks>
    public const int Accumulators256 = 12;

    /// <summary>Independent 128-bit multiply-adds a loop of <see cref="Run128"/>.</summary>
    /// <remarks>Arm has 32 registers, and cores with four units of four cycles' latency need sixteen.</remarks>
    public const int Accumulators128 = 24;

    /// <summary>Runs 512-bit multiply-adds.</summary>
    /// <param name="loops">How many loops.</param>
    /// <returns>A sum that depends on all of them, so that none is dropped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Run512(int loops)
    {
        Vector512<float> x = Vector512.Create(0.5f);
        Vector512<float> y = Vector512.Create(0.25f);
        Vector512<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y;
        Vector512<float> a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        Vector512<float> a12 = y, a13 = y, a14 = y, a15 = y, a16 = y, a17 = y;
        Vector512<float> a18 = y, a19 = y, a20 = y, a21 = y, a22 = y, a23 = y;
        for (int loop = 0; loop < loops; loop++)
        {
            a0 = Vector512.FusedMultiplyAdd(x, y, a0);
            a1 = Vector512.FusedMultiplyAdd(x, y, a1);
            a2 = Vector512.FusedMultiplyAdd(x, y, a2);
            a3 = Vector512.FusedMultiplyAdd(x, y, a3);
            a4 = Vector512.FusedMultiplyAdd(x, y, a4);
            a5 = Vector512.FusedMultiplyAdd(x, y, a5);
            a6 = Vector512.FusedMultiplyAdd(x, y, a6);
            a7 = Vector512.FusedMultiplyAdd(x, y, a7);
            a8 = Vector512.FusedMultiplyAdd(x, y, a8);
            a9 = Vector512.FusedMultiplyAdd(x, y, a9);
            a10 = Vector512.FusedMultiplyAdd(x, y, a10);
            a11 = Vector512.FusedMultiplyAdd(x, y, a11);
            a12 = Vector512.FusedMultiplyAdd(x, y, a12);
            a13 = Vector512.FusedMultiplyAdd(x, y, a13);
            a14 = Vector512.FusedMultiplyAdd(x, y, a14);
            a15 = Vector512.FusedMultiplyAdd(x, y, a15);
            a16 = Vector512.FusedMultiplyAdd(x, y, a16);
            a17 = Vector512.FusedMultiplyAdd(x, y, a17);
            a18 = Vector512.FusedMultiplyAdd(x, y, a18);
            a19 = Vector512.FusedMultiplyAdd(x, y, a19);
            a20 = Vector512.FusedMultiplyAdd(x, y, a20);
            a21 = Vector512.FusedMultiplyAdd(x, y, a21);
            a22 = Vector512.FusedMultiplyAdd(x, y, a22);
            a23 = Vector512.FusedMultiplyAdd(x, y, a23);
        }

        return Vector512.Sum(
            a0 + a1 + a2 + a3 + a4 + a5 +
            a6 + a7 + a8 + a9 + a10 + a11 +
            a12 + a13 + a14 + a15 + a16 + a17 +
            a18 + a19 + a20 + a21 + a22 + a23);
    }

    /// <summary>Runs 256-bit multiply-adds.</summary>
    /// <param name="loops">How many loops.</param>
    /// <returns>A sum that depends on all of them, so that none is dropped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Run256(int loops)
    {
        Vector256<float> x = Vector256.Create(0.5f);
        Vector256<float> y = Vector256.Create(0.25f);
        Vector256<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y;
        Vector256<float> a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        for (int loop = 0; loop < loops; loop++)
        {
            a0 = Vector256.FusedMultiplyAdd(x, y, a0);
            a1 = Vector256.FusedMultiplyAdd(x, y, a1);
            a2 = Vector256.FusedMultiplyAdd(x, y, a2);
            a3 = Vector256.FusedMultiplyAdd(x, y, a3);
            a4 = Vector256.FusedMultiplyAdd(x, y, a4);
            a5 = Vector256.FusedMultiplyAdd(x, y, a5);
            a6 = Vector256.FusedMultiplyAdd(x, y, a6);
            a7 = Vector256.FusedMultiplyAdd(x, y, a7);
            a8 = Vector256.FusedMultiplyAdd(x, y, a8);
            a9 = Vector256.FusedMultiplyAdd(x, y, a9);
            a10 = Vector256.FusedMultiplyAdd(x, y, a10);
            a11 = Vector256.FusedMultiplyAdd(x, y, a11);
        }

        return Vector256.Sum(
            a0 + a1 + a2 + a3 + a4 + a5 +
            a6 + a7 + a8 + a9 + a10 + a11);
    }

    /// <summary>Runs 128-bit multiply-adds.</summary>
    /// <param name="loops">How many loops.</param>
    /// <returns>A sum that depends on all of them, so that none is dropped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Run128(int loops)
    {
        Vector128<float> x = Vector128.Create(0.5f);
        Vector128<float> y = Vector128.Create(0.25f);
        Vector128<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y;
        Vector128<float> a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        Vector128<float> a12 = y, a13 = y, a14 = y, a15 = y, a16 = y, a17 = y;
        Vector128<float> a18 = y, a19 = y, a20 = y, a21 = y, a22 = y, a23 = y;
        for (int loop = 0; loop < loops; loop++)
        {
            a0 = Vector128.FusedMultiplyAdd(x, y, a0);
            a1 = Vector128.FusedMultiplyAdd(x, y, a1);
            a2 = Vector128.FusedMultiplyAdd(x, y, a2);
            a3 = Vector128.FusedMultiplyAdd(x, y, a3);
            a4 = Vector128.FusedMultiplyAdd(x, y, a4);
            a5 = Vector128.FusedMultiplyAdd(x, y, a5);
            a6 = Vector128.FusedMultiplyAdd(x, y, a6);
            a7 = Vector128.FusedMultiplyAdd(x, y, a7);
            a8 = Vector128.FusedMultiplyAdd(x, y, a8);
            a9 = Vector128.FusedMultiplyAdd(x, y, a9);
            a10 = Vector128.FusedMultiplyAdd(x, y, a10);
            a11 = Vector128.FusedMultiplyAdd(x, y, a11);
            a12 = Vector128.FusedMultiplyAdd(x, y, a12);
            a13 = Vector128.FusedMultiplyAdd(x, y, a13);
            a14 = Vector128.FusedMultiplyAdd(x, y, a14);
            a15 = Vector128.FusedMultiplyAdd(x, y, a15);
            a16 = Vector128.FusedMultiplyAdd(x, y, a16);
            a17 = Vector128.FusedMultiplyAdd(x, y, a17);
            a18 = Vector128.FusedMultiplyAdd(x, y, a18);
            a19 = Vector128.FusedMultiplyAdd(x, y, a19);
            a20 = Vector128.FusedMultiplyAdd(x, y, a20);
            a21 = Vector128.FusedMultiplyAdd(x, y, a21);
            a22 = Vector128.FusedMultiplyAdd(x, y, a22);
            a23 = Vector128.FusedMultiplyAdd(x, y, a23);
        }

        return Vector128.Sum(
            a0 + a1 + a2 + a3 + a4 + a5 +
            a6 + a7 + a8 + a9 + a10 + a11 +
            a12 + a13 + a14 + a15 + a16 + a17 +
            a18 + a19 + a20 + a21 + a22 + a23);
    }
}
