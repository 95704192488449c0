using System;

namespace CnnGen;

/// <summary>What lies around an image, by <see cref="PadMode"/>.</summary>
internal static class Border
{
    /// <summary>The place of what is zero.</summary>
    public const int Outside = -1;

    /// <summary>The most padding that an axis can have: further out, a mode does not say what is there.</summary>
    public static int MostPadding(int size, PadMode mode) => mode switch
    {
        PadMode.Reflect => size - 1,
        PadMode.Circular => size,
        _ => int.MaxValue,
    };

    /// <summary>The pixel that stands at a place within the padding, or the place itself within the image.</summary>
    public static int Place(int place, int size, PadMode mode)
    {
        if ((uint)place < (uint)size)
        {
            return place;
        }

        return mode switch
        {
            PadMode.Reflect => place < 0 ? -place : (2 * (size - 1)) - place,
            PadMode.Replicate => Math.Clamp(place, 0, size - 1),
            PadMode.Circular => place < 0 ? place + size : place - size,
            _ => Outside,
        };
    }
}
