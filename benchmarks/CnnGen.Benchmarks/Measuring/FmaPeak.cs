using System;
using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace CnnGen.Benchmarks.Measuring;

/// <summary>The most fused multiply-adds that one core of this machine does: the limit of any float32 kernel.</summary>
internal sealed class FmaPeak : IContestant
{
    private const int LoopsPerIteration = 10_000;

    private readonly Func<int, float> _kernel;
    private float _keep;

    private FmaPeak(int bits, double flopsPerLoop, Func<int, float> kernel)
    {
        Name = $"{bits}-bit FMA";
        FlopsPerIteration = flopsPerLoop * LoopsPerIteration;
        _kernel = kernel;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Floating-point operations of one iteration: two a multiply-add.</summary>
    public double FlopsPerIteration { get; }

    /// <summary>The kernel of the widest vectors that are hardware here, or null if no vector multiply-add is.</summary>
    public static FmaPeak? Create()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return new FmaPeak(512, FmaKernels.Accumulators512 * 16 * 2, FmaKernels.Run512);
        }

        // A processor without FMA computes Vector256.FusedMultiplyAdd in software.
        if (Vector256.IsHardwareAccelerated && System.Runtime.Intrinsics.X86.Fma.IsSupported)
        {
            return new FmaPeak(256, FmaKernels.Accumulators256 * 8 * 2, FmaKernels.Run256);
        }

        return AdvSimd.IsSupported ? new FmaPeak(128, FmaKernels.Accumulators128 * 4 * 2, FmaKernels.Run128) : null;
    }

    /// <inheritdoc/>
    public double Time(int iterations)
    {
        long start = Stopwatch.GetTimestamp();
        _keep += _kernel(LoopsPerIteration * iterations);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <inheritdoc/>
    public void Dispose() => GC.KeepAlive(_keep);
}
