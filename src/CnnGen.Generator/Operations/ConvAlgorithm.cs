using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>How a convolution is computed: chosen once, when all is fused that will be.</summary>
internal abstract record ConvAlgorithm
{
    /// <summary>The kernel, and what it is passed behind its operands: numbers, or nothing where all is in its text.</summary>
    public abstract (Kernel Kernel, IEnumerable<Passed> Numbers) KernelOf(ConvolveShape shape);

    /// <summary>What the kernel is passed in place of a bias where there is none.</summary>
    public virtual IEnumerable<Passed> NoBias => [];
}

/// <summary>Sums over all taps and channels, with filters side by side in a vector.</summary>
internal sealed record BlockedConvolution(PerWidth<ConvTile> Tiles) : ConvAlgorithm
{
    public static BlockedConvolution Choose(ConvGeometry geometry, int packTile, PoolGeometry? pool) => new(PerWidth.Of(width =>
        TileChooser.Choose(geometry, width, packTile, pool) ?? throw new InvalidOperationException($"no tile for {geometry}")));

    public override IEnumerable<Passed> NoBias => [PassedText.Null];

    public override (Kernel Kernel, IEnumerable<Passed> Numbers) KernelOf(ConvolveShape shape)
    {
        ConvolveKernel kernel = ConvolveKernel.Of(shape, Tiles);
        return (kernel, [kernel.Arguments(shape, Tiles)]);
    }
}

/// <summary>Sums over all taps and channels, with the pixels of a row side by side in a vector.</summary>
internal sealed record PlanarConvolution(PerWidth<PlanarTile> Tiles) : ConvAlgorithm
{
    public static PlanarConvolution Choose(ConvGeometry geometry, int packTile) => new(PerWidth.Of(width => PlanarTile.Choose(geometry, width, packTile)));

    public override (Kernel Kernel, IEnumerable<Passed> Numbers) KernelOf(ConvolveShape shape) => (new PlanarConvolveKernel(shape, Tiles), []);
}
