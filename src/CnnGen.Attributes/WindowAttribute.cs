namespace CnnGen;

/// <summary>A layer that moves a window over rows and columns. Output size: (input - dilation (kernel - 1) - 1 + 2 pad) / stride + 1.</summary>
/// <remarks>The positions of a sequence are columns: it takes what is set for both axes or for the width, and nothing that is set for the height.</remarks>
public abstract class WindowAttribute : LayerAttribute
{
    /// <summary>Sets the window's size on both axes.</summary>
    /// <param name="kernel">The window's height and width, in elements.</param>
    protected WindowAttribute(int kernel) => Kernel = kernel;

    /// <summary>The window's height and width, in elements.</summary>
    public int Kernel { get; }

    /// <summary>The window's height, where it differs from its width.</summary>
    public int KernelHeight { get; set; }

    /// <summary>The window's width, where it differs from its height.</summary>
    public int KernelWidth { get; set; }

    /// <summary>By how many elements the window moves. A convolution's default is 1, a pooling layer's is its kernel.</summary>
    public int Stride { get; set; }

    /// <summary>The stride down the rows, where it differs.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The stride along the columns, where it differs.</summary>
    public int StrideWidth { get; set; }

    /// <summary>How many rows and columns are added on each side; 0 unless set.</summary>
    public int Pad { get; set; }

    /// <summary>The rows added above and below, where they differ from the columns.</summary>
    public int PadHeight { get; set; }

    /// <summary>The columns added left and right, where they differ from the rows.</summary>
    public int PadWidth { get; set; }

    /// <summary>What happens where the stride does not divide; the network's own setting unless set.</summary>
    public Fit Fit { get; set; }
}
