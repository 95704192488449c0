namespace Lectures.Arithmetic;

/// <summary>How often a window fits along an axis: the lectures' (N - F + 2P) / S + 1.</summary>
/// <param name="Input">N, the elements along the axis.</param>
/// <param name="Kernel">F, the elements that the window covers.</param>
/// <param name="Stride">S, by how many elements it moves.</param>
/// <param name="Pad">P, the zeros on each side.</param>
internal readonly record struct Window(int Input, int Kernel, int Stride = 1, int Pad = 0)
{
    /// <summary>The outputs along the axis; not whole where the stride does not fit.</summary>
    public double Outputs => ((double)(Input - Kernel + (2 * Pad)) / Stride) + 1;

    /// <summary>The arithmetic and its result.</summary>
    public override string ToString() => $"({Input} - {Kernel} + 2*{Pad}) / {Stride} + 1 = {Outputs:0.##}";
}
