using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using CnnGen.Runtime;
using CnnGen.Tests;
using Xunit;

// The vector width is one setting of the whole process; tests that change it must not run beside others.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace CnnGen.Emitted.Tests;

/// <summary>The vector widths that this machine computes with.</summary>
internal static class Widths
{
    public static IReadOnlyList<int> Supported { get; } = new[]
    {
        (512, Vector512.IsHardwareAccelerated), (256, Vector256.IsHardwareAccelerated), (128, Vector128.IsHardwareAccelerated),
    }.Where(pair => pair.Item2).Select(pair => pair.Item1).ToList();

    /// <summary>Code for what this machine computes with; in a whole campaign for every width, which the compiler then sees too.</summary>
    public static GeneratorOptions ToCompile => Campaign.IsFull ? GeneratorOptions.Default : Only([.. Supported]);

    /// <summary>Code for the widest vectors of this machine alone, where a test runs no others.</summary>
    public static GeneratorOptions Widest => Only(Supported[0]);

    /// <summary>Code for some widths alone.</summary>
    public static GeneratorOptions Only(params int[] bits) => GeneratorOptions.Default with { Widths = VectorWidth.All.Where(width => bits.Contains(width.Bits)).ToList() };
}

/// <summary>Runs the kernels of one width until disposed.</summary>
internal sealed class WidthScope : IDisposable
{
    private readonly int _before = Simd.VectorBits;

    public WidthScope(int bits) => Simd.VectorBits = bits;

    public void Dispose() => Simd.VectorBits = _before;
}
