using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Pools a convolution's tile while it is in registers, where windows do not overlap and the tile costs no more for it.</summary>
internal static class FusePooling
{
    // A tile of whole windows may be a little less efficient: storing and reading the unpooled plane is saved.
    private const double AcceptedCost = 1.05;

    public static Program Run(Program program)
    {
        List<Operation> operations = program.Operations.ToList();
        Readers readers = new(operations);
        for (int index = 0; index + 1 < operations.Count; index++)
        {
            if (operations[index] is Convolve convolve
                && operations[index + 1] is Pool pool
                && ReferenceEquals(pool.X, convolve.Y)
                && readers[convolve.Y].Count() == 1
                && CanFuse(convolve, pool, program.Forms))
            {
                ConvGeometry covered = Covered(convolve.Geometry, pool);
                int packTile = convolve.Weights.Pack.Tile;
                if (Cost(covered, packTile, pool.Geometry) <= AcceptedCost * Cost(convolve.Geometry, packTile, null))
                {
                    operations[index] = (convolve with { Geometry = covered, Y = pool.Y, Pool = pool.Geometry }).TakingIn(pool);
                    operations.RemoveAt(index + 1);
                }
            }
        }

        return program with { Operations = operations };
    }

    private static bool CanFuse(Convolve convolve, Pool pool, Forms forms) =>
        convolve.MayPool(pool.Geometry.Kind) && !forms[convolve.Y].IsPlanar && convolve.Geometry.WritesDensely && pool.IsWhole
        && pool.Geometry.IsFusible && pool.Geometry.Taps > 1
        && pool.Geometry.Kernel.Depth == 1 // a tile has no slices
        && convolve.Y.Groups == pool.Y.Groups;

    /// <summary>Rows and columns that no window reaches are not computed.</summary>
    private static ConvGeometry Covered(ConvGeometry geometry, Pool pool) => geometry with
    {
        Axes = geometry.Axes.Zip(
            pool.Y.Size.Zip(pool.Geometry.Stride, static (size, stride) => size * stride), static (axis, outputs) => axis with { Outputs = outputs }),
    };

    // What is decided for the widest vectors must hold for the narrower ones, whose tiles are parts of theirs.
    private static double Cost(ConvGeometry geometry, int packTile, PoolGeometry? pool) =>
        TileChooser.Choose(geometry, VectorWidth.V512, packTile, pool)?.Cost ?? double.MaxValue;
}
