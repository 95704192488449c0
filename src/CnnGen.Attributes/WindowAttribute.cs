namespace CnnGen;

/// <summary>
/// A layer that moves a window over the spatial axes of its input: the positions of a sequence, the rows and columns of an image, the slices, rows
/// and columns of a volume. Output size: (input - dilation (kernel - 1) - 1 + the padding of both sides) / stride + 1.
/// </summary>
/// <remarks>
/// A number without an axis in its name is for every axis that has none of its own. The positions of a sequence are columns: it takes what is set
/// for all axes or for the width. To set a number for an axis that the input does not have is an error. A side's own padding goes before its axis's.
/// </remarks>
public abstract class WindowAttribute : LayerAttribute
{
    /// <summary>Sets the window's size on every axis.</summary>
    /// <param name="kernel">The window's size along every axis, in elements.</param>
    protected WindowAttribute(int kernel) => Kernel = kernel;

    /// <summary>The window's size along every axis, in elements.</summary>
    public int Kernel { get; }

    /// <summary>The window's slices, where they are another number.</summary>
    public int KernelDepth { get; set; }

    /// <summary>The window's height, where it is another number.</summary>
    public int KernelHeight { get; set; }

    /// <summary>The window's width, where it is another number.</summary>
    public int KernelWidth { get; set; }

    /// <summary>By how many elements the window moves. A convolution's default is 1, a pooling layer's is its kernel.</summary>
    public int Stride { get; set; }

    /// <summary>The stride through the slices, where it differs.</summary>
    public int StrideDepth { get; set; }

    /// <summary>The stride down the rows, where it differs.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The stride along the columns, where it differs.</summary>
    public int StrideWidth { get; set; }

    /// <summary>How many elements are added on each side of each axis; 0 unless set.</summary>
    public int Pad { get; set; }

    /// <summary>The slices added in front and behind, where they are another number.</summary>
    public int PadDepth { get; set; }

    /// <summary>The rows added above and below, where they are another number.</summary>
    public int PadHeight { get; set; }

    /// <summary>The columns added left and right, where they are another number.</summary>
    public int PadWidth { get; set; }

    /// <summary>The slices added in front of the first, where they are another number than behind the last.</summary>
    public int PadFront { get; set; }

    /// <summary>The slices added behind the last, where they are another number than in front of the first.</summary>
    public int PadBack { get; set; }

    /// <summary>The rows added above, where they are another number than below.</summary>
    public int PadTop { get; set; }

    /// <summary>The rows added below, where they are another number than above.</summary>
    public int PadBottom { get; set; }

    /// <summary>The columns added left, or the positions in front of a sequence, where they are another number than on the other side.</summary>
    public int PadLeft { get; set; }

    /// <summary>The columns added right, or the positions behind a sequence, where they are another number than on the other side.</summary>
    public int PadRight { get; set; }

    /// <summary>What happens where the stride does not divide; the network's own setting unless set.</summary>
    public Fit Fit { get; set; }
}
