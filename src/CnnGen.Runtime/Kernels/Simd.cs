using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>Which of a network's three kernel sets runs on this machine.</summary>
public static class Simd
{
    /// <summary>512, 256 or 128: the widest vector that the processor computes with at full speed.</summary>
    /// <remarks>Under NativeAOT, the widest of the instruction set that the program was compiled for: docs/native-aot.md.</remarks>
    public static int VectorBits { get; internal set; } =
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
