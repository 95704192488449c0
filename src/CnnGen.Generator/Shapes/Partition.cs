namespace CnnGen.Generator.Shapes;

/// <summary>The windows of an adaptive pool on one axis: as many as asked for, over all elements, overlapping where they do not divide them.</summary>
/// <remarks>
/// PyTorch's rule: window i begins at i * elements / windows, rounded down, and ends before (i + 1) * elements / windows, rounded up. Where such a
/// bound is no whole number, both windows beside it have the element that it lies in. Of a window's first element and its bound the fraction is a
/// multiple of d / windows, with d the greatest common divisor, and all of them occur.
/// </remarks>
internal static class Partition
{
    /// <summary>Elements of the widest window.</summary>
    public static int Widest(int elements, int windows)
    {
        int rest = elements % windows;
        return (elements / windows) + (rest == 0 ? 0 : rest > CommonDivisor(elements, windows) ? 2 : 1);
    }

    /// <summary>Elements of all windows together: those in two windows count twice.</summary>
    public static long Total(int elements, int windows) => (long)elements + windows - CommonDivisor(elements, windows);

    private static int CommonDivisor(int one, int other) => other == 0 ? one : CommonDivisor(other, one % other);
}
