using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>Which tap of a filter each tap of a convolution takes: so a gradient walks the forward filter where it lies, backwards and by the stride.</summary>
/// <param name="First">The filter's tap that the first one takes.</param>
/// <param name="Step">The filter's taps from one to the next on each axis; may be negative.</param>
internal readonly record struct TapOrder(int First, PerAxis<int> Step)
{
    /// <summary>A filter's own order: slice, row, column.</summary>
    public static TapOrder Of(PerAxis<int> kernel) => new(0, new PerAxis<int>(kernel.Rows * kernel.Columns, kernel.Columns, 1));

    /// <summary>The filter's tap at a place of the convolution's.</summary>
    public int this[PerAxis<int> tap] => First + (tap.Depth * Step.Depth) + (tap.Rows * Step.Rows) + (tap.Columns * Step.Columns);
}
