using System;

namespace CnnGen.Runtime;

/// <summary>Which position of an axis a position of another axis is a copy of, given one number.</summary>
public enum PositionRule
{
    /// <summary>The position divided by the number, rounded down.</summary>
    Scaled,

    /// <summary>The position less the number; zeros outside of the axis.</summary>
    Zeros,

    /// <summary>The position less the number; outside the mirror image on the outermost positions.</summary>
    Reflect,

    /// <summary>The position less the number; outside the outermost positions.</summary>
    Replicate,

    /// <summary>The position less the number; outside the positions from the other end on.</summary>
    Circular,
}

/// <summary>The rules' arithmetic.</summary>
internal static class PositionRules
{
    /// <summary>The position that is copied, or -1 for zeros.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="number">What is divided by or taken off.</param>
    /// <param name="at">The position that receives the copy.</param>
    /// <param name="size">The positions that there are to copy; at most once as many are asked for on each side.</param>
    public static int Source(this PositionRule rule, int number, int at, int size)
    {
        int place = at - number;
        return rule switch
        {
            PositionRule.Scaled => at / number,
            PositionRule.Zeros => place >= 0 && place < size ? place : -1,
            PositionRule.Reflect => size - 1 - Math.Abs(size - 1 - Math.Abs(place)),
            PositionRule.Replicate => Math.Clamp(place, 0, size - 1),
            _ => place < 0 ? place + size : place >= size ? place - size : place,
        };
    }
}
