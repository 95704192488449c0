namespace CnnGen.Generator.Shapes;

/// <summary>
/// Which elements of its input an output element sees along an axis: element i sees the whole numbers from First + i * Step to First + i * Step + Width.
/// A step below 1 is that of an upsampling: neighbours may see the same.
/// </summary>
/// <param name="First">Where the view of the first output element begins; below 0 in the padding.</param>
/// <param name="Width">From a view's begin to its end: one element wide is 0.</param>
/// <param name="Step">From one view's begin to the next's.</param>
internal readonly record struct AxisReach(double First, double Width, double Step)
{
    /// <summary>Each element sees its own.</summary>
    public static readonly AxisReach Own = new(0, 0, 1);

    /// <summary>Whether views begin at whole elements only.</summary>
    public bool IsWhole => Step >= 1;

    /// <summary>What a window sees.</summary>
    public static AxisReach Of(AxisWindow window, int input) => new(-window.PadBefore(input), window.Extent - 1, window.Stride.Value);

    /// <summary>
    /// What there is to see where every element goes to a window of outputs: so many outputs follow one another for each input, and an element reaches
    /// so many of them on from its own first.
    /// </summary>
    /// <param name="stride">Outputs from the first of one input to the first of the next.</param>
    /// <param name="extent">Outputs that an input reaches, gaps between them included.</param>
    /// <param name="cut">Outputs in front of the first.</param>
    public static AxisReach OfSpread(int stride, long extent, int cut) => new((cut - (extent - 1.0)) / stride, (extent - 1.0) / stride, 1.0 / stride);
}
