using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>How a convolution is computed: chosen once, when all is fused that will be.</summary>
internal abstract record ConvAlgorithm
{
    /// <summary>The kernel.</summary>
    public abstract Kernel KernelOf(ConvolveShape shape);

    /// <summary>What the kernel is passed in place of a bias where there is none.</summary>
    public virtual IEnumerable<Passed> NoBias => [];

    /// <summary>What the kernel is passed behind its operands, a number or several; nothing where all is in its text.</summary>
    public virtual IEnumerable<Passed> NumbersOf(Kernel kernel, ConvolveShape shape) => [];
}

/// <summary>Sums over all taps and channels, with filters side by side in a vector.</summary>
internal sealed record BlockedConvolution(PerWidth<ConvTile> Tiles) : ConvAlgorithm
{
    public static BlockedConvolution Choose(ConvGeometry geometry, int packTile, PoolGeometry? pool) => new(PerWidth.Of(width =>
        TileChooser.Choose(geometry, width, packTile, pool) ?? throw new InvalidOperationException($"no tile for {geometry}")));

    public override Kernel KernelOf(ConvolveShape shape) => ConvolveKernel.Of(shape, Tiles);

    public override IEnumerable<Passed> NoBias => [PassedText.Null];

    public override IEnumerable<Passed> NumbersOf(Kernel kernel, ConvolveShape shape) => [((ConvolveKernel)kernel).Arguments(shape, Tiles)];
}

/// <summary>Sums over all taps and channels, with the pixels of a row side by side in a vector.</summary>
internal sealed record PlanarConvolution(PerWidth<PlanarTile> Tiles) : ConvAlgorithm
{
    public static PlanarConvolution Choose(ConvGeometry geometry, int packTile) => new(PerWidth.Of(width => PlanarTile.Choose(geometry, width, packTile)));

    public override Kernel KernelOf(ConvolveShape shape) => new PlanarConvolveKernel(shape, Tiles);
}
