namespace CnnGen.Emitted.Tests;

/// <summary>What padding holds.</summary>
internal enum ReferencePadMode
{
    Zeros,
    Reflect,
    Replicate,
    Circular,
}

/// <summary>Padding that is filled from what it surrounds, along one axis.</summary>
internal static class ReferenceBorder
{
    /// <summary>Whether there are elements enough for so much padding on a side.</summary>
    public static bool Fits(ReferencePadMode mode, int pad, int size) => mode switch
    {
        ReferencePadMode.Reflect => pad < size,
        ReferencePadMode.Circular => pad <= size,
        _ => true,
    };

    /// <summary>The element that a place shows; outside of the axis for zeros.</summary>
    public static int Source(ReferencePadMode mode, int place, int size)
    {
        switch (mode)
        {
            case ReferencePadMode.Reflect when size > 1:
                // To the last element and back again takes twice the steps between them.
                int period = 2 * (size - 1);
                int phase = Modulo(place, period);
                return phase < size ? phase : period - phase;
            case ReferencePadMode.Replicate:
                return place < 0 ? 0 : place >= size ? size - 1 : place;
            case ReferencePadMode.Circular:
                return Modulo(place, size);
            default:
                return place;
        }
    }

    private static int Modulo(int place, int period) => ((place % period) + period) % period;
}
