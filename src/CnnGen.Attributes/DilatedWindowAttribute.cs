namespace CnnGen;

/// <summary>A layer whose window's taps may lie apart.</summary>
public abstract class DilatedWindowAttribute : WindowAttribute
{
    /// <summary>Sets the window's size on every axis.</summary>
    /// <param name="kernel">The window's size along every axis, in elements.</param>
    protected DilatedWindowAttribute(int kernel)
        : base(kernel)
    {
    }

    /// <summary>The distance between two taps of the window; 1 unless set.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The distance between two taps through the slices of a volume, where it differs.</summary>
    public int DilationDepth { get; set; }

    /// <summary>The distance between two taps down the rows, where it differs.</summary>
    public int DilationHeight { get; set; }

    /// <summary>The distance between two taps along the columns, where it differs.</summary>
    public int DilationWidth { get; set; }
}
