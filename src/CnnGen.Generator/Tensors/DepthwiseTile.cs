using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>The outputs that a depthwise convolution keeps in registers: neighbouring columns of a row, a vector of channels each.</summary>
/// <remarks>
/// Measured on 16 registers: the JIT loads an input vector that several written-out taps see once and keeps it, on the stack where
/// registers run out. So 7 or 8 columns beat several rows, and take 0.6 of the time of 14 columns on a 3x3 layer at 56x56.
/// </remarks>
internal static class DepthwiseTile
{
    // 200 multiply-adds are a 5x5 filter on 8 columns: written out whole it takes 0.86 of a loop's time.
    private const int MostMultiplyAdds = 200;

    /// <summary>Columns of a tile: the fewest that need no more tiles.</summary>
    public static int Columns(int outputs, VectorWidth width)
    {
        int most = width.Registers == 32 ? 14 : 8;
        int tiles = (outputs + most - 1) / most;
        return (outputs + tiles - 1) / tiles;
    }

    /// <summary>The taps that are written out; loops go over the others.</summary>
    public static PerAxis<int> Unrolled(PerAxis<int> kernel, int columns) =>
        kernel.Rows * kernel.Columns * columns <= MostMultiplyAdds ? kernel with { Depth = 1 }
        : kernel.Columns * columns <= MostMultiplyAdds ? PerAxis.Ones with { Columns = kernel.Columns }
        : PerAxis.Ones;
}
