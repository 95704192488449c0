using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>bfloat16: the upper half of a float, with its range and 8 bits of its precision.</summary>
internal static class UpperHalf
{
    /// <summary>The bits of a half.</summary>
    public const int Bits = 16;

    private const uint QuietNaN = 0x0040_0000;

    /// <summary>Rounds floats to the nearest bfloat16, of two the even one.</summary>
    /// <param name="source">The floats.</param>
    /// <param name="target">Receives as many halves.</param>
    /// <param name="length">How many: a multiple of 8.</param>
    public static void Round(ref float source, ref ushort target, int length)
    {
        for (nuint i = 0; i < (nuint)length; i += 8)
        {
            Vector128<uint> lower = Round(Vector128.LoadUnsafe(ref source, i));
            Vector128<uint> upper = Round(Vector128.LoadUnsafe(ref source, i + 4));
            Vector128.Narrow(lower, upper).StoreUnsafe(ref target, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Round(Vector128<float> value)
    {
        // To add half of the last place that is kept carries into it; a little less, where it is even already. What is no number would become one.
        Vector128<uint> bits = value.AsUInt32();
        Vector128<uint> isOdd = (bits >> Bits) & Vector128<uint>.One;
        Vector128<uint> rounded = bits + Vector128.Create(0x7FFFu) + isOdd;
        return Vector128.ConditionalSelect(Vector128.IsNaN(value).AsUInt32(), bits | Vector128.Create(QuietNaN), rounded) >> Bits;
    }
}
