using System.Collections.Generic;
using System.Linq;

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
            if (operations[index] is Convolve { Pool: null } convolve
                && operations[index + 1] is Pool pool
                && ReferenceEquals(pool.X, convolve.Y)
                && readers[convolve.Y].Count() == 1
                && CanFuse(convolve, pool))
            {
                ConvGeometry covered = Covered(convolve.Geometry, pool);
                if (Cost(covered, pool.Geometry) <= AcceptedCost * Cost(convolve.Geometry, null))
                {
                    operations[index] = convolve with { Geometry = covered, Y = pool.Y, Pool = pool.Geometry };
                    operations.RemoveAt(index + 1);
                }
            }
        }

        return program with { Operations = operations };
    }

    private static bool CanFuse(Convolve convolve, Pool pool)
    {
        PoolGeometry window = pool.Geometry;
        return !convolve.Y.IsPlanar && convolve.Geometry.WritesDensely
            && window.KernelRows == window.StrideRows && window.KernelColumns == window.StrideColumns
            && window.KernelRows * window.KernelColumns > 1
            && !window.IsClipped(pool.X.Form, pool.Y.Form)
            && convolve.Y.Groups == pool.Y.Groups;
    }

    /// <summary>Rows and columns that no window reaches are not computed.</summary>
    private static ConvGeometry Covered(ConvGeometry geometry, Pool pool) => geometry with
    {
        OutputRows = pool.Y.Height * pool.Geometry.StrideRows,
        OutputColumns = pool.Y.Width * pool.Geometry.StrideColumns,
    };

    private static double Cost(ConvGeometry geometry, PoolGeometry? pool) =>
        TileChooser.Choose(geometry, VectorWidth.V512, PackShape.For(geometry).Tile, pool)?.Cost ?? double.MaxValue;
}
