using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>The outputs that a depthwise convolution keeps in registers, a vector of channels each.</summary>
internal readonly record struct DepthwiseTile(int Rows, int Columns)
{
    private const int MostRows = 4;
    private const double Latency = 4;
    private const double Overhead = 8;

    // More unrolling gives no speed and costs about 10 us of JIT time a line: KERNELS' measurements.
    private const int MostMultiplyAdds = 128;

    public int Pixels => Rows * Columns;

    /// <summary>The taps of a kernel that are written out; loops go over the others.</summary>
    public PerAxis<int> Unrolled(PerAxis<int> kernel)
    {
        int rows = kernel.Rows * Pixels <= MostMultiplyAdds ? kernel.Rows : 1;
        return new PerAxis<int>(1, rows, rows * kernel.Columns * Pixels <= MostMultiplyAdds ? kernel.Columns : 1);
    }

    /// <summary>The cheapest tile by a model of the core: two multiply-adds and two loads a cycle, four cycles of latency.</summary>
    public static DepthwiseTile Choose(ConvGeometry geometry, VectorWidth width)
    {
        PerAxis<int> outputs = geometry.Outputs;
        return
            (from rows in Enumerable.Range(1, Math.Min(MostRows, outputs.Rows))
             from columns in Enumerable.Range(1, Math.Min(outputs.Columns, MostPixels(width) / rows))
             let tile = new DepthwiseTile(rows, columns)
             where tile.Registers(geometry) <= width.Registers
             orderby tile.Cost(geometry, width)
             select tile).First();
    }

    // Inputs that one row sees are operands of the multiply-add in memory and need no register: so more fit than of another convolution's.
    private static int MostPixels(VectorWidth width) => width.Registers == 32 ? 28 : 14;

    /// <summary>Accumulators, the weights of the rows that see one input row, and an input vector that several multiply.</summary>
    private int Registers(ConvGeometry geometry)
    {
        int sights = Sights(geometry.Axes.Rows, Unrolled(geometry.Kernel).Rows);
        return Pixels + sights + (sights > 1 ? 1 : 0);
    }

    /// <summary>Estimated cycles of a plane on one core.</summary>
    private double Cost(ConvGeometry geometry, VectorWidth width)
    {
        double cost = 0;
        foreach ((int rows, int strips) in TileChooser.Parts(geometry.Outputs.Rows, Rows))
        {
            foreach ((int columns, int tiles) in TileChooser.Parts(geometry.Outputs.Columns, Columns))
            {
                cost += (double)strips * tiles * new DepthwiseTile(rows, columns).Cycles(geometry, width);
            }
        }

        return cost;
    }

    private double Cycles(ConvGeometry geometry, VectorWidth width)
    {
        PerAxis<int> kernel = geometry.Kernel;
        int unrolledRows = Unrolled(kernel).Rows;
        int inputs = InputRows(geometry.Axes.Rows, unrolledRows) * (kernel.Rows / unrolledRows);
        double loads = kernel.Depth * kernel.Columns * ((Rows * kernel.Rows) + (inputs * (double)Columns));
        double multiplyAdds = (double)geometry.Taps * Pixels;
        double chain = Latency * geometry.Taps / TileChooser.Splits(Pixels, width);
        return Math.Max(Math.Max(loads, multiplyAdds) / 2, chain) + Overhead + Pixels;
    }

    /// <summary>Input rows that the tile's rows see through so many rows of taps.</summary>
    private int InputRows(AxisGeometry axis, int taps) => Offsets(axis, taps).Distinct().Count();

    /// <summary>The most pairs of a row and a tap that see one input row.</summary>
    private int Sights(AxisGeometry axis, int taps) => Offsets(axis, taps).GroupBy(static offset => offset).Max(static same => same.Count());

    private IEnumerable<int> Offsets(AxisGeometry axis, int taps) =>
        from row in Enumerable.Range(0, Rows)
        from tap in Enumerable.Range(0, taps)
        select (row * axis.Stride) + (tap * axis.Dilation);
}
